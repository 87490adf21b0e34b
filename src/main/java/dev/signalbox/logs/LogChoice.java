package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.List;

/**
 * The selected logs of an allocation.
 *
 * @param tasks all known tasks
 * @param task the selected task, or empty if no task is known
 */
record LogChoice(List<String> tasks, String task, StreamChoice stream) {

  /** Returns the requested task, which may be unknown, or the first task. */
  static LogChoice of(List<String> tasks, String requested, String stream) {
    String task = !requested.isEmpty() ? requested : tasks.isEmpty() ? "" : tasks.getFirst();
    return new LogChoice(tasks, task, StreamChoice.of(stream));
  }

  List<Source> sources(String allocationId) {
    return task.isEmpty() ? List.of() : stream.of(allocationId, task);
  }
}
