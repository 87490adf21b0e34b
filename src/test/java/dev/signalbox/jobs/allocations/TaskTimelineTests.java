package dev.signalbox.jobs.allocations;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.nomad.NomadQueries.TaskEvent;
import dev.signalbox.nomad.NomadQueries.TaskState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskTimelineTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant STARTED = NOW.minusSeconds(300);

  @Test
  void summarizesAFailure() {
    TaskTimeline timeline = timeline("dead", true, 0, STARTED.plusSeconds(192), ended(1, 0, false));

    assertThat(timeline.sentence())
        .isEqualTo("Started 11:59 UTC, exited with code 1 after 3 min 12 s.");
    assertThat(timeline.status().text()).isEqualTo("Failed, exit code 1");
    assertThat(timeline.events())
        .extracting(TaskTimeline.Line::what)
        .containsExactly("Received", "Started", "Exited with code 1");
    assertThat(timeline.events())
        .extracting(TaskTimeline.Line::tone)
        .containsExactly("", "accent", "bad");
  }

  @Test
  void showsThatTheTaskRanOutOfMemory() {
    TaskTimeline timeline = timeline("dead", true, 0, STARTED.plusSeconds(60), ended(137, 0, true));

    assertThat(timeline.status().text()).isEqualTo("Out of memory");
    assertThat(timeline.sentence())
        .contains("killed, out of memory, with exit code 137 after 1 min");
  }

  @Test
  void showsTheSignal() {
    assertThat(timeline("dead", true, 0, STARTED.plusSeconds(60), ended(137, 9, false)).sentence())
        .contains("killed by signal 9");
  }

  @Test
  void showsDurationAndRestarts() {
    TaskTimeline timeline = timeline("running", false, 2, null, null);

    assertThat(timeline.status().text()).isEqualTo("Running, restarted 2 times");
    assertThat(timeline.sentence())
        .isEqualTo("Restarted 2 times, last at 11:59 UTC, running for 5 min.");
  }

  /** Nomad sets the start time of a task to that of the last restart. */
  @Test
  void tellsTheFirstStartFromTheLastRestart() {
    Instant first = STARTED.minusSeconds(885);
    TaskTimeline timeline =
        TaskTimeline.of(
            new TaskState(
                "main",
                "running",
                false,
                1,
                STARTED,
                null,
                List.of(
                    new TaskEvent(first.minusSeconds(2), "Received", "", null, 0, false),
                    new TaskEvent(first, "Started", "", null, 0, false),
                    new TaskEvent(STARTED, "Started", "", null, 0, false))),
            CLOCK);

    assertThat(timeline.sentence())
        .isEqualTo("Started 11:44 UTC, restarted once, last at 11:59 UTC, running for 5 min.");
  }

  @Test
  void distinguishesStoppedFromCompleted() {
    TaskEvent killed = new TaskEvent(NOW, "Killed", "", null, 0, false);
    TaskState stopped = new TaskState("main", "dead", false, 0, STARTED, NOW, List.of(killed));
    TaskState done = new TaskState("main", "dead", false, 0, STARTED, NOW, List.of());

    assertThat(TaskTimeline.of(stopped, CLOCK).status().text()).isEqualTo("Stopped");
    assertThat(TaskTimeline.of(done, CLOCK).status().text()).isEqualTo("Completed");
  }

  @Test
  void showsUnknownEventTypesVerbatim() {
    TaskEvent strange = new TaskEvent(NOW, "Levitating", "a cat did it", null, 0, false);
    TaskTimeline timeline =
        TaskTimeline.of(
            new TaskState("main", "pending", false, 0, null, null, List.of(strange)), CLOCK);

    assertThat(timeline.sentence()).isEqualTo("No events yet.");
    assertThat(timeline.events())
        .extracting(TaskTimeline.Line::what, TaskTimeline.Line::message)
        .containsExactly(tuple("Levitating", "a cat did it"));
  }

  private static TaskEvent ended(int code, int signal, boolean outOfMemory) {
    return new TaskEvent(NOW, "Terminated", "", code, signal, outOfMemory);
  }

  private static TaskTimeline timeline(
      String state,
      boolean failed,
      int restarts,
      @Nullable Instant finished,
      @Nullable TaskEvent end) {
    TaskEvent received =
        new TaskEvent(STARTED.minusSeconds(4), "Received", "Task received", null, 0, false);
    TaskEvent started = new TaskEvent(STARTED, "Started", "Task started", null, 0, false);
    return TaskTimeline.of(
        new TaskState(
            "main",
            state,
            failed,
            restarts,
            STARTED,
            finished,
            end == null ? List.of(received, started) : List.of(received, started, end)),
        CLOCK);
  }
}
