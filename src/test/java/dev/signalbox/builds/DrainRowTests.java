package dev.signalbox.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.history.DrainOutcome;
import dev.signalbox.history.PastDrain;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the table of drains. */
class DrainRowTests {

  private static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");

  @ParameterizedTest
  @EnumSource(DrainOutcome.class)
  void mentionsNoDeadlineThatADrainDidNotReach(DrainOutcome outcome) {
    PastDrain drain =
        new PastDrain(
            "id", "a", NOW.minusSeconds(900), "", "", NOW.plusSeconds(900), 3, NOW, outcome);

    assertThat(DrainRow.of(drain, Clock.fixed(NOW, ZoneOffset.UTC)).deadline()).isEmpty();
  }
}
