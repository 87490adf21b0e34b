package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTests {

  private static final SyncFailure UNREACHABLE = SyncFailure.STREAM_CLOSED;
  private static final SyncFailure LIMITED =
      SyncFailure.of(
          new RemoteSystemException.Unreachable(
              RemoteSystem.NOMAD,
              "read clients",
              "429 Your IP is issuing too many concurrent connections",
              "",
              429));

  @Test
  void delayIsBetweenOneSecondAndABoundThatDoublesToThirtySeconds() {
    Backoff longest = new Backoff(always(1));
    Backoff shortest = new Backoff(always(0));

    for (int seconds : new int[] {2, 4, 8, 16, 30, 30, 30}) {
      assertThat(longest.next(UNREACHABLE)).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(shortest.next(UNREACHABLE)).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void delayNeverExceedsThirtySeconds() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    Set<Duration> delays = new HashSet<>();

    for (int failures = 0; failures < 1_000; failures++) {
      delays.add(backoff.next(UNREACHABLE));
    }

    assertThat(delays).hasSizeGreaterThan(900);
    assertThat(delays)
        .allSatisfy(
            delay -> assertThat(delay).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }

  @Test
  void delayIsFourTimesAsLongAtTheConnectionLimit() {
    assertThat(new Backoff(always(1)).next(LIMITED)).isEqualTo(Duration.ofSeconds(8));
    assertThat(new Backoff(always(0)).next(LIMITED)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void startsOverAfterAReset() {
    Backoff backoff = new Backoff(always(1));
    backoff.next(UNREACHABLE);
    backoff.next(UNREACHABLE);

    backoff.reset();

    assertThat(backoff.next(UNREACHABLE)).isEqualTo(Duration.ofSeconds(2));
  }

  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError("Only nextDouble is expected.");
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }
}
