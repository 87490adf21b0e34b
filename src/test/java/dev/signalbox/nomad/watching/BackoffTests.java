package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whoever failed together comes back one by one. */
class BackoffTests {

  private static final Trouble AWAY = Trouble.ENDED;
  private static final Trouble CROWDED =
      Trouble.of(
          new OutsideWorldException.Unreachable(
              "read clients", "429 Your IP is issuing too many concurrent connections", "", null));

  @Test
  void waitsBetweenASecondAndABoundThatDoublesToHalfAMinute() {
    Backoff longest = new Backoff(always(1));
    Backoff shortest = new Backoff(always(0));

    for (int seconds : new int[] {2, 4, 8, 16, 30, 30, 30}) {
      assertThat(longest.next(AWAY)).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(shortest.next(AWAY)).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void neverGrowsPastItsBoundHoweverLongNomadIsGone() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    Set<Duration> waits = new HashSet<>();

    for (int failures = 0; failures < 1_000; failures++) {
      waits.add(backoff.next(AWAY));
    }

    assertThat(waits).hasSizeGreaterThan(900);
    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }

  @Test
  void waitsLongerWhereTheServersCountOurConnections() {
    assertThat(new Backoff(always(1)).next(CROWDED)).isEqualTo(Duration.ofSeconds(8));
    assertThat(new Backoff(always(0)).next(CROWDED)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void beginsAnewAfterItWorked() {
    Backoff backoff = new Backoff(always(1));
    backoff.next(AWAY);
    backoff.next(AWAY);

    backoff.reset();

    assertThat(backoff.next(AWAY)).isEqualTo(Duration.ofSeconds(2));
  }

  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError("Only fractions are asked for.");
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }
}
