package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.NomadQueries.TaskEvent;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.web.RawText;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Status and events of a task.
 *
 * @param sentence summary of the events in one sentence
 * @param events events, oldest first
 */
record TaskTimeline(String name, StatusLabel status, String sentence, List<Line> events) {

  static TaskTimeline of(TaskState task, Clock clock) {
    return new TaskTimeline(
        task.name(),
        status(task),
        sentence(task, clock),
        task.events().stream().map(event -> Line.of(event, clock)).toList());
  }

  private static StatusLabel status(TaskState task) {
    return switch (task.state()) {
      case "pending" -> StatusLabel.waiting("Pending");
      case "running" ->
          AllocationStatusText.running(
              task.restarts() == 0 ? "Running" : "Running, restarted " + times(task.restarts()));
      case "dead" -> ended(task);
      default -> StatusLabel.unknown(task.state());
    };
  }

  private static StatusLabel ended(TaskState task) {
    Optional<TaskEvent> end = end(task);
    if (end.map(TaskEvent::outOfMemory).orElse(false)) {
      return StatusLabel.bad("Out of memory");
    }
    if (!task.failed()) {
      return happened(task, "Killed") ? StatusLabel.off("Stopped") : StatusLabel.ok("Completed");
    }
    return end.map(TaskEvent::exitCode)
        .map(code -> StatusLabel.bad("Failed, exit code " + code))
        .orElseGet(() -> StatusLabel.bad("Failed"));
  }

  private static String sentence(TaskState task, Clock clock) {
    List<String> parts = new ArrayList<>();
    @Nullable Instant received = at(task, "Received");
    @Nullable Instant started = task.startedAt();
    @Nullable Instant first = at(task, "Started");
    // Nomad sets the start time of a task to that of its last restart, and keeps ten events
    if (task.restarts() > 0 && started != null) {
      if (first != null && first.isBefore(started)) {
        parts.add("started " + TimestampView.timeOfDay(first));
      }
    } else if (started != null) {
      parts.add("started " + TimestampView.timeOfDay(started));
    } else if (received != null) {
      parts.add("received " + TimestampView.timeOfDay(received));
    }
    if (task.restarts() > 0) {
      parts.add(
          "restarted "
              + times(task.restarts())
              + (started == null ? "" : ", last at " + TimestampView.timeOfDay(started)));
    }
    parts.addAll(last(task, started, clock));
    if (parts.isEmpty()) {
      return "No events yet.";
    }
    String sentence = String.join(", ", parts);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
  }

  private static List<String> last(TaskState task, @Nullable Instant started, Clock clock) {
    @Nullable Instant finished = task.finishedAt();
    if (task.state().equals("running") && started != null) {
      return List.of("running for " + length(Duration.between(started, clock.instant())));
    }
    if (!task.state().equals("dead")) {
      return List.of();
    }
    String how = end(task).map(TaskTimeline::ending).orElse("ended");
    return List.of(
        started == null || finished == null
            ? how
            : how + " after " + length(Duration.between(started, finished)));
  }

  private static Optional<TaskEvent> end(TaskState task) {
    return task.events().reversed().stream()
        .filter(event -> event.type().equals("Terminated"))
        .findFirst();
  }

  private static boolean happened(TaskState task, String type) {
    return task.events().stream().anyMatch(event -> event.type().equals(type));
  }

  private static @Nullable Instant at(TaskState task, String type) {
    return task.events().stream()
        .filter(event -> event.type().equals(type))
        .map(TaskEvent::at)
        .findFirst()
        .orElse(null);
  }

  private static String ending(TaskEvent event) {
    @Nullable Integer code = event.exitCode();
    if (event.outOfMemory()) {
      return "killed, out of memory" + (code == null ? "" : ", with exit code " + code);
    }
    if (event.signal() != 0) {
      return "killed by signal " + event.signal();
    }
    return code == null ? "ended" : "exited with code " + code;
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  /** Formats a duration; below one hour with seconds, such as {@code 3 min 12 s}. */
  static String length(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60 || seconds >= 3600 || seconds % 60 == 0
        ? TimestampView.formatDuration(duration)
        : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /**
   * One event.
   *
   * @param tone color of its dot: ok, bad, accent or empty
   * @param message Nomad's message, or null if it adds nothing
   */
  record Line(TimestampView at, String tone, String what, @Nullable String message) {

    private static final int MAX_MESSAGE_CHARS = 1_000;

    static Line of(TaskEvent event, Clock clock) {
      String what = what(event);
      String message = RawText.shorten(event.message(), MAX_MESSAGE_CHARS);
      return new Line(
          TimestampView.of(event.at(), clock),
          tone(event),
          what,
          message.isEmpty() || message.equals(what) ? null : message);
    }

    private static String tone(TaskEvent event) {
      @Nullable Integer code = event.exitCode();
      boolean bad =
          event.outOfMemory()
              || event.type().contains("Fail")
              || event.type().equals("Not Restarting")
              || (event.type().equals("Terminated") && code != null && code != 0);
      if (bad) {
        return StatusTone.BAD.css();
      }
      return switch (event.type()) {
        case "Started" -> StatusTone.ACCENT.css();
        case "Terminated" -> StatusTone.OK.css();
        default -> "";
      };
    }

    private static String what(TaskEvent event) {
      return switch (event.type()) {
        case "Task Setup" -> "Task setup";
        case "Driver" -> "Driver setup";
        case "Downloading Artifacts" -> "Downloading artifacts";
        case "Terminated" -> sentenceCase(ending(event));
        case "Restart Signaled" -> "Restart signaled";
        case "Not Restarting" -> "Not restarting";
        case "Driver Failure" -> "Driver failure";
        case "Setup Failure" -> "Setup failure";
        case "Failed Validation" -> "Failed validation";
        case "Failed Artifact Download" -> "Failed artifact download";
        case "Sibling Task Failed" -> "Sibling task failed";
        case "Leader Task Dead" -> "Leader task dead";
        default -> event.type();
      };
    }

    private static String sentenceCase(String text) {
      return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
  }
}
