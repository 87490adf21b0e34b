package dev.signalbox.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundValueTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> changes = new ArrayList<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private boolean rejects;
  private final BackgroundValue.Reader reader =
      new BackgroundValue.Reader(clock, this::execute, () -> changes.add("changed"));
  private final BackgroundValue<String> value =
      new BackgroundValue<>(
          () -> {
            String answer = answers.remove();
            if (answer.isEmpty()) {
              throw new Unreachable(
                  RemoteSystem.KUBERNETES, "read", "no response", "Check it.", null);
            }
            return answer;
          },
          reader);

  private void execute(Runnable task) {
    if (rejects) {
      throw new RejectedExecutionException("full");
    }
    tasks.add(task);
  }

  @Test
  void isUnknownUntilItHasBeenRead() {
    answers.add("first");
    assertThat(value.get()).isInstanceOf(Observed.Unknown.class);
    assertThat(value.get()).isInstanceOf(Observed.Unknown.class);
    assertThat(tasks).hasSize(1);

    tasks.remove().run();
    assertThat(value.get()).isEqualTo(new Observed.Known<>("first", clock.instant()));
    assertThat(changes).hasSize(1);
  }

  @Test
  void isReadAgainAfterAMinuteAndOnlyIfAskedFor() {
    answers.addAll(List.of("first", "second"));
    value.get();
    tasks.remove().run();
    clock.advance(Duration.ofSeconds(59));
    value.get();
    assertThat(tasks).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(value.get()).isInstanceOf(Observed.Known.class);
    tasks.remove().run();
    assertThat(value.get()).isEqualTo(new Observed.Known<>("second", clock.instant()));
  }

  @Test
  void isReadAgainAfterTheClockWasSetBack() {
    answers.addAll(List.of("first", "second"));
    value.get();
    tasks.remove().run();

    clock.advance(Duration.ofHours(-1));
    value.get();
    tasks.remove().run();
    assertThat(value.get()).isEqualTo(new Observed.Known<>("second", clock.instant()));
  }

  @Test
  void announcesChangesOnly() {
    answers.addAll(List.of("same", "same"));
    for (int i = 0; i < 2; i++) {
      value.get();
      tasks.remove().run();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(changes).hasSize(1);
  }

  @Test
  void keepsTheLastValueWhileItCannotBeRead() {
    answers.addAll(List.of("first", "", "", "first"));
    readNow();
    Instant readAt = clock.instant();
    readAfterAMinute();
    readAfterAMinute();

    assertThat(value.get()).isEqualTo(new Observed.Known<>("first", readAt));
    assertThat(reader.outdated())
        .hasValueSatisfying(
            outdated -> {
              assertThat(outdated.readAt()).isEqualTo(readAt);
              assertThat(outdated.failure().response()).isEqualTo("no response");
            });
    // the first value and the beginning of the outage
    assertThat(changes).hasSize(2);

    readAfterAMinute();
    assertThat(value.get()).isEqualTo(new Observed.Known<>("first", clock.instant()));
    assertThat(reader.outdated()).isEmpty();
    assertThat(changes).hasSize(3);
  }

  @Test
  void reportsNoOldFailureOfAValueThatIsNotInUse() {
    answers.addAll(List.of("first", ""));
    readNow();
    readAfterAMinute();

    clock.advance(Duration.ofMinutes(3));
    assertThat(reader.outdated()).isEmpty();
  }

  @Test
  void staysUnknownWithTheReasonUntilItHasBeenRead() {
    answers.add("");
    readNow();

    assertThat(value.get())
        .isInstanceOfSatisfying(
            Observed.Unknown.class, unknown -> assertThat(unknown.why()).contains("no response"));
    assertThat(reader.outdated()).isEmpty();
  }

  @Test
  void isReadAgainAfterATaskWasRejected() {
    answers.add("first");
    rejects = true;
    assertThat(value.get()).isInstanceOf(Observed.Unknown.class);
    rejects = false;
    assertThat(value.get()).isInstanceOf(Observed.Unknown.class);
    assertThat(tasks).isEmpty();

    readAfterAMinute();
    assertThat(value.get()).isInstanceOf(Observed.Known.class);
  }

  private void readNow() {
    value.get();
    tasks.remove().run();
  }

  private void readAfterAMinute() {
    clock.advance(Duration.ofMinutes(1));
    readNow();
  }
}
