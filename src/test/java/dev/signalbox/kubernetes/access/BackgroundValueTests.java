package dev.signalbox.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class BackgroundValueTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> changes = new ArrayList<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private final BackgroundValue<String> value =
      new BackgroundValue<>(
          () -> {
            String answer = answers.remove();
            if (answer.isEmpty()) {
              throw new Unreachable("read", "no response", "Check it.", null);
            }
            return answer;
          },
          new BackgroundValue.Reader(clock, tasks::add, () -> changes.add("changed")));

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
  void announcesChangesOnly() {
    answers.addAll(List.of("same", "same", ""));
    for (int i = 0; i < 2; i++) {
      value.get();
      tasks.remove().run();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(changes).hasSize(1);

    value.get();
    tasks.remove().run();
    assertThat(changes).hasSize(2);
    assertThat(value.get())
        .isInstanceOfSatisfying(
            Observed.Unknown.class, unknown -> assertThat(unknown.why()).contains("no response"));
  }
}
