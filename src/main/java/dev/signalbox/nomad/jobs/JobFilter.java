package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.web.ListUrl;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for. Without a state, a parent or words, those made from another job stand
 * folded under it.
 *
 * @param state null for any
 * @param type empty for any, as the following
 * @param place a datacenter, or a pool as {@code pool default}
 * @param words a part of the id or the name, in small letters
 * @param parent whose children alone are asked for, or null
 */
record JobFilter(
    @Nullable JobState state,
    String type,
    String namespace,
    String place,
    String words,
    @Nullable JobKey parent) {

  static JobFilter of(ListUrl url) {
    String parent = url.value("parent");
    String namespace = url.value("namespace");
    return new JobFilter(
        JobState.of(url.value("state")).orElse(null),
        url.value("type"),
        namespace,
        url.value("place"),
        url.value("q").strip().toLowerCase(Locale.ROOT),
        parent.isEmpty() ? null : new JobKey(namespace.isEmpty() ? "default" : namespace, parent));
  }

  /** A pool as it is chosen; servers before 1.6 know none. */
  static String pool(String pool) {
    return "pool " + (pool.isEmpty() ? "default" : pool);
  }

  boolean takes(JobRow row) {
    if (folds() && row.child()) {
      return false;
    }
    if (state != null && row.state() != state) {
      return false;
    }
    Job job = row.job();
    return (type.isEmpty() || type.equals(job.type()))
        && (namespace.isEmpty() || namespace.equals(job.key().namespace()))
        && (place.isEmpty() || place.equals(pool(job.pool())) || job.datacenters().contains(place))
        && (parent == null || isChild(job, parent))
        && (words.isEmpty() || row.searched().contains(words));
  }

  /** Whether children are left out. */
  boolean folds() {
    return state == null && words.isEmpty() && parent == null;
  }

  boolean all() {
    return folds() && type.isEmpty() && namespace.isEmpty() && place.isEmpty();
  }

  private static boolean isChild(Job job, JobKey parent) {
    return Objects.equals(job.parentId(), parent.id())
        && job.key().namespace().equals(parent.namespace());
  }
}
