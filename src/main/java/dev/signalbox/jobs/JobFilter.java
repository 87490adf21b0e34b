package dev.signalbox.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Filter for the job list, read from the query string. Parameterized and periodic jobs, which only
 * dispatch builds, are omitted unless their state, or a search text, is requested.
 *
 * @param state state, or null for any
 * @param type job type, or empty for any; the following strings likewise
 * @param place a datacenter, or a node pool as {@code pool default}
 * @param query substring of the id or the name, in lower case
 * @param parent parent whose dispatched jobs are listed, or null
 */
record JobFilter(
    @Nullable JobState state,
    String type,
    String namespace,
    String place,
    String query,
    @Nullable JobKey parent) {

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("namespace", "place", "q", "parent")
          .value("type", type -> type.toLowerCase(Locale.ROOT), "")
          .choice("state", Arrays.stream(JobState.values()).map(JobState::code).toList())
          .sort(JobOrder.columns());

  /**
   * Reads the filter.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  static JobFilter of(ListUrl url) {
    ListUrl valid = PARAMETERS.require(url);
    String parent = valid.value("parent");
    String namespace = valid.value("namespace");
    return new JobFilter(
        JobState.of(valid.value("state")).orElse(null),
        valid.value("type"),
        namespace,
        valid.value("place"),
        valid.value("q").strip().toLowerCase(Locale.ROOT),
        parent.isEmpty() ? null : new JobKey(namespace.isEmpty() ? "default" : namespace, parent));
  }

  /** Returns the filter value of a node pool; servers before 1.6 have no node pools. */
  static String pool(String pool) {
    return "pool " + (pool.isEmpty() ? "default" : pool);
  }

  static boolean isPool(String place) {
    return place.startsWith("pool ");
  }

  boolean matches(JobRow row) {
    if (state == null
        ? query.isEmpty() && row.state() == JobState.TEMPLATE
        : row.state() != state) {
      return false;
    }
    Job job = row.job();
    return (type.isEmpty() || type.equals(job.type()))
        && (namespace.isEmpty() || namespace.equals(job.key().namespace()))
        && (place.isEmpty() || place.equals(pool(job.pool())) || job.datacenters().contains(place))
        && (parent == null || isChild(job, parent))
        && (query.isEmpty() || row.searchText().contains(query));
  }

  boolean isEmpty() {
    return state == null
        && query.isEmpty()
        && parent == null
        && type.isEmpty()
        && namespace.isEmpty()
        && place.isEmpty();
  }

  private static boolean isChild(Job job, JobKey parent) {
    return Objects.equals(job.parentId(), parent.id())
        && job.key().namespace().equals(parent.namespace());
  }
}
