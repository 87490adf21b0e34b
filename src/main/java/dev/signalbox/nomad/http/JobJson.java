package dev.signalbox.nomad.http;

import static dev.signalbox.nomad.http.NomadJson.shared;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Children;
import dev.signalbox.nomad.Job.Counts;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job in lists. */
record JobJson(
    String id,
    String parentId,
    String name,
    String namespace,
    String type,
    int priority,
    List<String> datacenters,
    String nodePool,
    boolean periodic,
    boolean parameterizedJob,
    boolean stop,
    String status,
    String statusDescription,
    long submitTime,
    Map<String, String> meta,
    @Nullable Summary jobSummary,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex) {

  JobKey key() {
    return key(namespace.isEmpty() && jobSummary != null ? jobSummary.namespace() : namespace, id);
  }

  Job job(JobNames names) {
    return job(names, meta);
  }

  /** Converts to a job with metadata that was read separately. */
  Job job(JobNames names, Map<String, String> separateMeta) {
    return new Job(
        key(),
        shared(parentId),
        names.of(id, name, separateMeta),
        shared(type),
        priority,
        datacenters.stream().map(NomadJson::shared).toList(),
        pool(nodePool),
        periodic,
        parameterizedJob,
        stop,
        status(status),
        shared(statusDescription),
        NomadJson.fromUnixNanos(submitTime),
        jobSummary == null ? Map.of() : jobSummary.groups(),
        jobSummary == null ? Children.NONE : jobSummary.childCounts(),
        createIndex,
        modifyIndex,
        jobModifyIndex);
  }

  static JobKey key(String namespace, String id) {
    return new JobKey(namespace.isEmpty() ? "default" : shared(namespace), id);
  }

  static String pool(String pool) {
    return pool.isEmpty() ? "default" : shared(pool);
  }

  static JobStatus status(String status) {
    return switch (status) {
      case "pending" -> JobStatus.PENDING;
      case "running" -> JobStatus.RUNNING;
      case "dead" -> JobStatus.DEAD;
      default -> JobStatus.UNKNOWN;
    };
  }

  record Summary(
      String namespace, Map<String, CountsJson> summary, @Nullable ChildrenJson children) {

    Map<String, Counts> groups() {
      Map<String, Counts> groups = new HashMap<>();
      summary.forEach((group, counts) -> groups.put(shared(group), counts.counts()));
      return Map.copyOf(groups);
    }

    Children childCounts() {
      return children == null
          ? Children.NONE
          : children.pending() + children.running() + children.dead() == 0
              ? Children.NONE
              : new Children(children.pending(), children.running(), children.dead());
    }
  }

  record CountsJson(
      int queued, int starting, int running, int complete, int failed, int lost, int unknown) {

    Counts counts() {
      return new Counts(queued, starting, running, complete, failed, lost, unknown);
    }
  }

  record ChildrenJson(int pending, int running, int dead) {}
}
