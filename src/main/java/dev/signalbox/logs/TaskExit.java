package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.TaskEvent;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Determines whether a task has ended, and how. */
@Component
class TaskExit {

  private final ClusterState cluster;
  private final NomadQueries queries;

  TaskExit(ClusterState cluster, NomadQueries queries) {
    this.cluster = cluster;
    this.queries = queries;
  }

  /** Returns whether the task has ended according to the snapshot. Sends no request. */
  boolean hasEnded(Source source) {
    return cluster
        .snapshot()
        .allocation(source.allocationId())
        .filter(Allocation::isTerminal)
        .isPresent();
  }

  /**
   * Returns whether the log may become available: the build has not ended, the client is not down.
   */
  boolean mayStillAppear(Source source) {
    ClusterSnapshot snapshot = cluster.snapshot();
    return snapshot
        .allocation(source.allocationId())
        .filter(one -> !one.isTerminal())
        .flatMap(one -> snapshot.client(one.clientId()))
        .filter(client -> client.status() != ClientStatus.DOWN)
        .isPresent();
  }

  /** Returns a sentence about how the task ended. */
  String describe(Source source) {
    try {
      return queries
          .allocation(source.allocationId())
          .flatMap(
              detail ->
                  detail.tasks().stream()
                      .filter(task -> task.name().equals(source.task()))
                      .findFirst())
          .map(TaskExit::sentence)
          .orElse("The task ended.");
    } catch (RemoteSystemException e) {
      // the log is complete; only the details are missing
      return "The task ended.";
    }
  }

  /** Returns a sentence about how a task ended. */
  static String sentence(TaskState task) {
    Optional<TaskEvent> last =
        task.events().reversed().stream().filter(event -> event.exitCode() != null).findFirst();
    if (last.isEmpty()) {
      return task.failed() ? "The task failed." : "The task ended.";
    }
    TaskEvent event = last.get();
    String cause =
        event.outOfMemory()
            ? " It was killed because it exceeded its memory limit."
            : event.signal() == 0 ? "" : " It was terminated by signal " + event.signal() + ".";
    return "The task exited with code " + event.exitCode() + "." + cause;
  }
}
