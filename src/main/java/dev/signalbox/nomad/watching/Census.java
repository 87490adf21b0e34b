package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The numbers of a view that are measured.
 *
 * @param clients how many clients stand how, by one of {@link #STATES}
 * @param pending jobs whose status is pending
 * @param waiting jobs of which something waits for room
 */
record Census(Map<String, Long> clients, long pending, long waiting) {

  static final List<String> STATES =
      List.of(
          "ready",
          "driver_trouble",
          "draining",
          "stopping",
          "drained",
          "ineligible",
          "starting",
          "disconnected",
          "down",
          "strange");

  static Census of(ClusterView view) {
    return view.derived(Census.class, Census::made);
  }

  private static Census made(ClusterView view) {
    Set<JobKey> blocked =
        view.evaluations().stream()
            .filter(evaluation -> evaluation.status() == Evaluation.Status.BLOCKED)
            .map(Evaluation::job)
            .collect(Collectors.toSet());
    return new Census(
        view.clients().stream()
            .map(client -> word(ClientState.of(client, view)))
            .collect(Collectors.groupingBy(word -> word, Collectors.counting())),
        view.jobs().stream().filter(job -> job.status() == JobStatus.PENDING).count(),
        view.jobs().stream()
            .filter(job -> !job.template() && job.status() != JobStatus.DEAD)
            .filter(job -> blocked.contains(job.key()) || queued(job) > 0)
            .count());
  }

  private static int queued(Job job) {
    return job.counts().queued();
  }

  private static String word(ClientState state) {
    return switch (state) {
      case ClientState.Ready ready -> "ready";
      case ClientState.DriverTrouble trouble -> "driver_trouble";
      case ClientState.Draining draining -> "draining";
      case ClientState.Stopping stopping -> "stopping";
      case ClientState.Drained drained -> "drained";
      case ClientState.Ineligible ineligible -> "ineligible";
      case ClientState.Starting starting -> "starting";
      case ClientState.Disconnected disconnected -> "disconnected";
      case ClientState.Down down -> "down";
      case ClientState.Strange strange -> "strange";
      case ClientState.Gone gone -> "strange";
    };
  }
}
