package dev.signalbox.nomad;

import static dev.signalbox.nomad.Views.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line above each page of the room. */
class TrustLineTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "LIVE, true, true",
    "LIVE, false, false",
    "POLLING, true, true",
    "STALE, true, false",
    "STARTING, true, false",
  })
  void saysThatALeaderIsKnownOnlyWhileSomebodySaysSo(
      Trust.State state, boolean saidLast, boolean told) {
    Trust trust =
        new Trust(
            state,
            NOW,
            NOW,
            saidLast,
            Duration.ZERO,
            List.of("1.7.7"),
            1,
            "list the jobs",
            "500: No cluster leader",
            "look at the servers");

    assertThat(TrustLine.of(trust, CLOCK).words().contains("leader known")).isEqualTo(told);
  }
}
