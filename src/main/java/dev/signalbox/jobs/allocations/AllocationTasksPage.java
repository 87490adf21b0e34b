package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.NomadQueries.AllocationDetail;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.RawText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the tasks of an allocation, as read from Nomad.
 *
 * @param nomadName the name of the allocation in Nomad
 * @param desiredState Nomad's description of the desired status, or null
 * @param previous short id of the allocation that it replaces, or null
 * @param previousUrl page of that allocation, or null
 */
record AllocationTasksPage(
    String name,
    String nomadName,
    String url,
    List<Task> tasks,
    @Nullable String desiredState,
    @Nullable String previous,
    @Nullable String previousUrl,
    RawText raw) {

  static AllocationTasksPage of(AllocationDetail detail, String name, Clock clock) {
    String id = detail.allocation().id();
    String previous = detail.previousAllocation();
    return new AllocationTasksPage(
        name,
        detail.allocation().name(),
        NomadLinks.allocation(id),
        detail.tasks().stream()
            .map(
                task ->
                    new Task(
                        TaskTimeline.of(task, clock),
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

  /** A task with its logs. stderr comes first, because the build agent logs there. */
  record Task(TaskTimeline timeline, String stderr, String stdout) {}
}
