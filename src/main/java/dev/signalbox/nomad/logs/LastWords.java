package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.TaskEvent;
import dev.signalbox.nomad.NomadDetails.TaskState;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a task has ended, and how. */
@Component
class LastWords {

  private final NomadCluster cluster;
  private final NomadDetails details;

  LastWords(NomadCluster cluster, NomadDetails details) {
    this.cluster = cluster;
    this.details = details;
  }

  /** Whether nothing is written any more, as far as the view knows; asks nobody. */
  boolean ended(Source source) {
    return cluster
        .view()
        .allocation(source.allocationId())
        .filter(Allocation::terminal)
        .isPresent();
  }

  /** Whether it runs or is about to, on a client that is there or may come back. */
  boolean mayBeToldLater(Source source) {
    ClusterView view = cluster.view();
    return view.allocation(source.allocationId())
        .filter(one -> !one.terminal())
        .flatMap(one -> view.client(one.clientId()))
        .filter(client -> client.status() != ClientStatus.DOWN)
        .isPresent();
  }

  /** How it ended, in a sentence for the last line. */
  String of(Source source) {
    try {
      return details
          .allocation(source.allocationId())
          .flatMap(
              whole ->
                  whole.tasks().stream()
                      .filter(task -> task.name().equals(source.task()))
                      .findFirst())
          .map(LastWords::words)
          .orElse("The task ended.");
    } catch (OutsideWorldException e) {
      // the log itself is here; how it ended is one sentence less
      return "The task ended.";
    }
  }

  private static String words(TaskState task) {
    Optional<TaskEvent> last =
        task.events().reversed().stream().filter(event -> event.exitCode() != null).findFirst();
    if (last.isEmpty()) {
      return task.failed() ? "The task failed." : "The task ended.";
    }
    TaskEvent event = last.get();
    String how =
        event.outOfMemory()
            ? " It was killed, for it needed more memory than it may have."
            : event.signal() == 0 ? "" : " It was ended by signal " + event.signal() + ".";
    return "The task ended with exit code " + event.exitCode() + "." + how;
  }
}
