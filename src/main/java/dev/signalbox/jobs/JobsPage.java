package dev.signalbox.jobs;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.queue.ExplainedJob;
import dev.signalbox.queue.WaitingReasonText;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * View model of the job list.
 *
 * @param parent id of the parent if only its dispatched jobs are listed, or null
 */
record JobsPage(
    String summary,
    List<FilterChip> chips,
    ListUrl url,
    Facets facets,
    boolean filtered,
    @Nullable String parent,
    @Nullable String parentUrl,
    ListPage<Line> jobs,
    @Nullable EmptyState empty,
    FreshnessBanner syncStatus) {

  static JobsPage of(
      ListUrl url,
      JobIndex index,
      Function<JobKey, Optional<ExplainedJob>> reasons,
      FreshnessBanner syncStatus,
      boolean pools,
      boolean unsynced,
      Clock clock) {
    JobFilter filter = JobFilter.of(url.isInvalid() ? url.cleared() : url);
    JobSelection selection = JobSelection.of(url, index.rows());
    ListPage<JobRow> rows = selection.page();
    List<Line> lines =
        rows.items().stream()
            .map(row -> Line.of(row.job(), index, reasons.apply(row.job().key()), clock))
            .toList();
    @Nullable JobKey parent = filter.parent();
    return new JobsPage(
        unsynced ? NotSyncedYet.SUMMARY : summary(index, filter, selection.matching()),
        chips(url, index),
        url,
        Facets.of(index, pools),
        url.isInvalid() || !filter.isEmpty(),
        parent == null ? null : parent.id(),
        parent == null ? null : NomadLinks.job(parent),
        new ListPage<>(lines, rows.previous(), rows.next()),
        unsynced
            ? NotSyncedYet.empty(syncStatus)
            : url.isInvalid()
                ? EmptyState.ofInvalidFilter(url)
                : lines.isEmpty() ? empty(filter, url) : null,
        syncStatus);
  }

  /** Returns the URL of the CSV file with the same jobs. */
  public String download() {
    return new ListUrl("/nomad/jobs.csv", url.with("before", null).parameters()).toString();
  }

  /** Returns the query parameters that the search form keeps as hidden fields. */
  public Map<String, String> hiddenFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("state", "parent", "sort")) {
      if (!url.validValue(name).isEmpty()) {
        fields.put(name, url.value(name));
      }
    }
    if (parent != null && !url.value("namespace").isEmpty()) {
      fields.put("namespace", url.value("namespace"));
    }
    return fields;
  }

  private static String summary(JobIndex index, JobFilter filter, int matching) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add("%,d running".formatted(index.count(JobState.RUNNING)));
    summary.add("%,d queued".formatted(index.count(JobState.WAITING)));
    summary.add(
        "%,d failed"
            .formatted(
                index.count(JobState.FAILED)
                    + index.count(JobState.PARTLY)
                    + index.count(JobState.LOST)));
    summary.add("%,d total".formatted(index.builds()));
    if (!filter.isEmpty()) {
      summary.add(matching == 1 ? "1 match" : "%,d matches".formatted(matching));
    }
    return summary.toString();
  }

  private static List<FilterChip> chips(ListUrl url, JobIndex index) {
    List<FilterChip> chips = new ArrayList<>();
    chips.add(
        new FilterChip(
            "All",
            (long) index.builds(),
            url.with("state", null).toString(),
            url.value("state").isEmpty()));
    Arrays.stream(JobState.values())
        .filter(state -> index.count(state) > 0 || url.has("state", state.code()))
        .map(
            state ->
                new FilterChip(
                    state.label(),
                    (long) index.count(state),
                    url.with("state", state.code()).toString(),
                    url.has("state", state.code())))
        .forEach(chips::add);
    return chips;
  }

  private static EmptyState empty(JobFilter filter, ListUrl url) {
    return filter.isEmpty()
        ? new EmptyState(
            "No jobs yet",
            "Jobs appear here with the first build. Nomad garbage-collects them some hours after"
                + " they end.",
            null,
            null)
        : new EmptyState(
            "No job matches these filters",
            "Change or clear the filters to see other jobs.",
            "Clear filters",
            url.cleared().toString());
  }

  record Facets(List<String> types, List<String> namespaces, List<String> places, boolean pools) {

    static Facets of(JobIndex index, boolean pools) {
      return new Facets(
          index.types(),
          index.namespaces(),
          index.places().stream().filter(place -> pools || !JobFilter.isPool(place)).toList(),
          pools);
    }

    /** Whether there is more than one place to choose from. */
    public boolean hasPlaces() {
      return places.size() > (pools ? 2 : 1);
    }

    /** Returns the label of the select of places. */
    public String placeLabel() {
      return pools ? "Datacenter or node pool" : "Datacenter";
    }
  }

  /**
   * Row of the job list.
   *
   * @param why why the job is queued, or null
   * @param dispatched counts of its dispatched jobs, or null if it has none by nature
   * @param dispatchedUrl list of its dispatched jobs, or null if there are none
   * @param firstErrorUrl the first error in the log of its newest failed allocation, or null
   */
  public record Line(
      String key,
      String name,
      String url,
      String details,
      StatusLabel status,
      @Nullable String why,
      String type,
      int priority,
      String groups,
      @Nullable String dispatched,
      @Nullable String dispatchedUrl,
      @Nullable String firstErrorUrl,
      TimestampView submitted) {

    static Line of(Job job, JobIndex index, Optional<ExplainedJob> reason, Clock clock) {
      JobIndex.ChildCounts family = index.childCounts(job.key());
      return new Line(
          job.key().namespace() + "/" + job.key().id(),
          job.name(),
          NomadLinks.job(job.key()),
          details(job),
          JobStatusText.of(
              job,
              index.result(job),
              reason.map(explained -> explained.waiting().count()).orElse(0)),
          reason
              .map(explained -> WaitingReasonText.of(explained.reason(), clock).sentence())
              .orElse(null),
          job.type(),
          job.priority(),
          String.join(", ", job.groups().keySet()),
          job.isTemplate() ? family.summary() : null,
          job.isTemplate() && family.all() > 0 ? childrenUrl(job.key()) : null,
          index.allocations(job.key()).stream()
              .filter(one -> one.status() == AllocationStatus.FAILED)
              .findFirst()
              .map(one -> NomadLinks.firstError(one.id()))
              .orElse(null),
          TimestampView.of(job.submittedAt(), clock));
    }

    private static String details(Job job) {
      StringJoiner second = new StringJoiner(" · ");
      if (!job.key().id().equals(job.name())) {
        second.add(job.key().id());
      }
      if (!job.key().namespace().equals("default")) {
        second.add("namespace " + job.key().namespace());
      }
      second.add(String.join(", ", job.datacenters()));
      return second.toString();
    }
  }

  static String childrenUrl(JobKey parent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("parent", parent.id());
    parameters.put("namespace", parent.namespace());
    return new ListUrl("/nomad/jobs", parameters).toString();
  }
}
