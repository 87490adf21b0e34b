package dev.signalbox.nomad.allocations;

import static dev.signalbox.nomad.Views.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.nomad.NomadDetails.TaskEvent;
import dev.signalbox.nomad.NomadDetails.TaskState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskStoryTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant STARTED = NOW.minusSeconds(300);

  @Test
  void tellsTheWholeStoryOfAFailureInOneSentence() {
    TaskStory story = story("dead", true, 0, STARTED.plusSeconds(192), ended(1, 0, false));

    assertThat(story.sentence())
        .isEqualTo(
            "Received at 11:59 UTC, started 4 s later, ended with exit code 1 after 3 min 12 s.");
    assertThat(story.status().word()).isEqualTo("Failed, exit code 1");
    assertThat(story.events())
        .extracting(TaskStory.Line::what)
        .containsExactly("Received by the client", "Started", "Ended with exit code 1");
    assertThat(story.events())
        .extracting(TaskStory.Line::tone)
        .containsExactly("", "accent", "bad");
  }

  @Test
  void namesTheMemoryThatItWasKilledFor() {
    TaskStory story = story("dead", true, 0, STARTED.plusSeconds(60), ended(137, 0, true));

    assertThat(story.status().word()).isEqualTo("Killed for memory");
    assertThat(story.sentence()).contains("killed for memory (OOM) with exit code 137 after 1 min");
  }

  @Test
  void namesTheSignal() {
    assertThat(story("dead", true, 0, STARTED.plusSeconds(60), ended(137, 9, false)).sentence())
        .contains("ended by signal 9");
  }

  @Test
  void saysHowLongItRunsAndHowOftenItWasRestarted() {
    TaskStory story = story("running", false, 2, null, null);

    assertThat(story.status().word()).isEqualTo("Running, restarted 2 times");
    assertThat(story.sentence()).endsWith("restarted 2 times, runs for 5 min.");
  }

  @Test
  void tellsStoppedFromDone() {
    TaskEvent killed = new TaskEvent(NOW, "Killed", "", null, 0, false);
    TaskState stopped = new TaskState("main", "dead", false, 0, STARTED, NOW, List.of(killed));
    TaskState done = new TaskState("main", "dead", false, 0, STARTED, NOW, List.of());

    assertThat(TaskStory.of(stopped, CLOCK).status().word()).isEqualTo("Stopped");
    assertThat(TaskStory.of(done, CLOCK).status().word()).isEqualTo("Done");
  }

  @Test
  void keepsNomadsWordsForWhatItDoesNotKnow() {
    TaskEvent strange = new TaskEvent(NOW, "Levitating", "a cat did it", null, 0, false);
    TaskStory story =
        TaskStory.of(
            new TaskState("main", "pending", false, 0, null, null, List.of(strange)), CLOCK);

    assertThat(story.sentence()).isEqualTo("Nothing is known of it yet.");
    assertThat(story.events())
        .extracting(TaskStory.Line::what, TaskStory.Line::told)
        .containsExactly(tuple("Levitating", "a cat did it"));
  }

  private static TaskEvent ended(int code, int signal, boolean outOfMemory) {
    return new TaskEvent(NOW, "Terminated", "", code, signal, outOfMemory);
  }

  private static TaskStory story(
      String state,
      boolean failed,
      int restarts,
      @Nullable Instant finished,
      @Nullable TaskEvent end) {
    TaskEvent received =
        new TaskEvent(STARTED.minusSeconds(4), "Received", "Task received", null, 0, false);
    TaskEvent started = new TaskEvent(STARTED, "Started", "Task started", null, 0, false);
    return TaskStory.of(
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
