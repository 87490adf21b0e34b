package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The numbers of a snapshot that are exported as metrics.
 *
 * @param clients number of clients by state, one of {@link #STATES}
 * @param pending number of jobs with status pending
 * @param waiting number of jobs with unplaced allocations
 */
record ClusterStats(Map<String, Long> clients, long pending, long waiting) {

  static final List<String> STATES =
      List.of(
          "ready",
          "driver_unhealthy",
          "draining",
          "stopping",
          "drained",
          "ineligible",
          "starting",
          "disconnected",
          "down",
          "unrecognized");

  static ClusterStats of(ClusterSnapshot snapshot) {
    return snapshot.derived(ClusterStats.class, ClusterStats::compute);
  }

  private static ClusterStats compute(ClusterSnapshot snapshot) {
    Set<JobKey> blocked =
        snapshot.evaluations().stream()
            .filter(evaluation -> evaluation.status() == Evaluation.Status.BLOCKED)
            .map(Evaluation::job)
            .collect(Collectors.toSet());
    return new ClusterStats(
        snapshot.clients().stream()
            .map(client -> tag(ClientState.of(client, snapshot)))
            .collect(Collectors.groupingBy(tag -> tag, Collectors.counting())),
        snapshot.jobs().stream().filter(job -> job.status() == JobStatus.PENDING).count(),
        snapshot.jobs().stream()
            .filter(job -> !job.isTemplate() && job.status() != JobStatus.DEAD)
            .filter(job -> blocked.contains(job.key()) || queued(job) > 0)
            .count());
  }

  private static int queued(Job job) {
    return job.counts().queued();
  }

  private static String tag(ClientState state) {
    return switch (state) {
      case ClientState.Ready ready -> "ready";
      case ClientState.DriverUnhealthy unhealthy -> "driver_unhealthy";
      case ClientState.Draining draining -> "draining";
      case ClientState.Stopping stopping -> "stopping";
      case ClientState.Drained drained -> "drained";
      case ClientState.Ineligible ineligible -> "ineligible";
      case ClientState.Starting starting -> "starting";
      case ClientState.Disconnected disconnected -> "disconnected";
      case ClientState.Down down -> "down";
      case ClientState.Unrecognized unrecognized -> "unrecognized";
      case ClientState.Gone gone -> "unrecognized";
    };
  }
}
