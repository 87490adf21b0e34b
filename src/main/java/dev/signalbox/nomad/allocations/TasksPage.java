package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.NomadDetails.AllocationDetail;
import dev.signalbox.nomad.NomadLinks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an allocation, ready to print; asked of Nomad.
 *
 * @param wanted what the servers want of it in their words, or null
 * @param previousUrl what it replaces, or null
 */
record TasksPage(
    String name,
    String url,
    List<Task> tasks,
    @Nullable String wanted,
    @Nullable String previous,
    @Nullable String previousUrl,
    String raw) {

  static TasksPage of(AllocationDetail detail, Clock clock) {
    String id = detail.allocation().id();
    String previous = detail.previousAllocation();
    return new TasksPage(
        detail.allocation().name(),
        NomadLinks.allocation(id),
        detail.tasks().stream()
            .map(
                task ->
                    new Task(
                        TaskStory.of(task, clock),
                        log(id, task.name(), "stderr"),
                        log(id, task.name(), "stdout")))
            .toList(),
        detail.desiredDescription().isEmpty() ? null : detail.desiredDescription(),
        previous.isEmpty() ? null : previous.substring(0, Math.min(8, previous.length())),
        previous.isEmpty() ? null : NomadLinks.allocation(previous),
        detail.raw());
  }

  private static String log(String id, String task, String stream) {
    return NomadLinks.log(id)
        + "?task="
        + URLEncoder.encode(task, StandardCharsets.UTF_8)
        + "&stream="
        + stream;
  }

  /** One task with its logs; most of what a build agent tells stands in the first. */
  record Task(TaskStory story, String stderr, String stdout) {}
}
