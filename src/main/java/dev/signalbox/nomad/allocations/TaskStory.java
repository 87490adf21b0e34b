package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.NomadDetails.TaskEvent;
import dev.signalbox.nomad.NomadDetails.TaskState;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a task, in words.
 *
 * @param sentence the whole of it in one
 * @param events oldest first
 */
record TaskStory(String name, Status status, String sentence, List<Line> events) {

  static TaskStory of(TaskState task, Clock clock) {
    return new TaskStory(
        task.name(),
        status(task),
        sentence(task, clock),
        task.events().stream().map(event -> Line.of(event, clock)).toList());
  }

  private static Status status(TaskState task) {
    return switch (task.state()) {
      case "pending" -> Status.waiting("Not started");
      case "running" ->
          AllocationWords.running(
              task.restarts() == 0 ? "Running" : "Running, restarted " + times(task.restarts()));
      case "dead" -> ended(task);
      default -> Status.unknown(task.state());
    };
  }

  private static Status ended(TaskState task) {
    Optional<TaskEvent> end = end(task);
    if (end.map(TaskEvent::outOfMemory).orElse(false)) {
      return Status.bad("Killed for memory");
    }
    if (!task.failed()) {
      return happened(task, "Killed") ? Status.off("Stopped") : Status.ok("Done");
    }
    return end.map(TaskEvent::exitCode)
        .map(code -> Status.bad("Failed, exit code " + code))
        .orElseGet(() -> Status.bad("Failed"));
  }

  private static String sentence(TaskState task, Clock clock) {
    List<String> parts = new ArrayList<>();
    @Nullable Instant received = at(task, "Received");
    @Nullable Instant started = task.startedAt();
    if (received != null) {
      parts.add("received at " + Moment.timeOfDay(received));
    }
    if (started != null) {
      parts.add(
          received != null && !received.isAfter(started)
              ? "started " + length(Duration.between(received, started)) + " later"
              : "started at " + Moment.timeOfDay(started));
    }
    if (task.restarts() > 0) {
      parts.add("restarted " + times(task.restarts()));
    }
    parts.addAll(last(task, started, clock));
    if (parts.isEmpty()) {
      return "Nothing is known of it yet.";
    }
    String sentence = String.join(", ", parts);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
  }

  private static List<String> last(TaskState task, @Nullable Instant started, Clock clock) {
    @Nullable Instant finished = task.finishedAt();
    if (task.state().equals("running") && started != null) {
      return List.of("runs for " + length(Duration.between(started, clock.instant())));
    }
    if (!task.state().equals("dead")) {
      return List.of();
    }
    String how = end(task).map(TaskStory::ending).orElse("ended");
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
      return "killed for memory (OOM)" + (code == null ? "" : " with exit code " + code);
    }
    if (event.signal() != 0) {
      return "ended by signal " + event.signal();
    }
    return code == null ? "ended" : "ended with exit code " + code;
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  /** As exact as builds are compared: {@code 3 min 12 s}. */
  static String length(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60 || seconds >= 3600 || seconds % 60 == 0
        ? Moment.length(duration)
        : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /**
   * One event.
   *
   * @param tone of its dot: ok, bad, accent or nothing
   * @param told Nomad's own sentence, where it says more; or null
   */
  record Line(Moment at, String tone, String what, @Nullable String told) {

    static Line of(TaskEvent event, Clock clock) {
      String what = what(event);
      String told = event.message();
      return new Line(
          Moment.of(event.at(), clock),
          tone(event),
          what,
          told.isEmpty() || told.equals(what) ? null : told);
    }

    private static String tone(TaskEvent event) {
      @Nullable Integer code = event.exitCode();
      boolean bad =
          event.outOfMemory()
              || event.type().contains("Fail")
              || event.type().equals("Not Restarting")
              || (event.type().equals("Terminated") && code != null && code != 0);
      if (bad) {
        return Tone.BAD.css();
      }
      return switch (event.type()) {
        case "Started" -> Tone.ACCENT.css();
        case "Terminated" -> Tone.OK.css();
        default -> "";
      };
    }

    private static String what(TaskEvent event) {
      return switch (event.type()) {
        case "Received" -> "Received by the client";
        case "Task Setup" -> "Set up";
        case "Driver" -> "Prepared by its driver";
        case "Downloading Artifacts" -> "Fetches what it needs";
        case "Started" -> "Started";
        case "Terminated" -> sentenceCase(ending(event));
        case "Killing" -> "Being killed";
        case "Killed" -> "Killed";
        case "Restarting" -> "Is started again";
        case "Restart Signaled" -> "Asked to restart";
        case "Not Restarting" -> "Is not started again";
        case "Driver Failure" -> "Its driver failed";
        case "Setup Failure" -> "Could not be set up";
        case "Failed Validation" -> "Its definition is refused";
        case "Failed Artifact Download" -> "What it needs could not be fetched";
        case "Signaling" -> "Is sent a signal";
        case "Sibling Task Failed" -> "Another task of it failed";
        case "Leader Task Dead" -> "Its leading task ended";
        default -> event.type();
      };
    }

    private static String sentenceCase(String text) {
      return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
  }
}
