package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.List;

/**
 * Which logs of an allocation are looked at.
 *
 * @param tasks all it has, as far as is known
 * @param task the chosen one, or empty where none is known
 */
record LogChoice(List<String> tasks, String task, StreamChoice stream) {

  /** What was asked for, or else the first task. A task may be asked for that is not known. */
  static LogChoice of(List<String> tasks, String asked, String stream) {
    String task = !asked.isEmpty() ? asked : tasks.isEmpty() ? "" : tasks.getFirst();
    return new LogChoice(tasks, task, StreamChoice.of(stream));
  }

  List<Source> sources(String allocationId) {
    return task.isEmpty() ? List.of() : stream.of(allocationId, task);
  }
}
