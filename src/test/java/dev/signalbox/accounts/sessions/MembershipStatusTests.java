package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access that remains after the last confirmation. */
class MembershipStatusTests {

  private static final Instant CONFIRMED = Instant.parse("2026-01-15T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-1M,FULL",
    "PT0S,FULL",
    "PT59M59.999S,FULL",
    "PT60M,FULL",
    "PT60M0.000000001S,READ_ONLY",
    "PT3H59M59.999S,READ_ONLY",
    "PT4H,READ_ONLY",
    "PT4H0.000000001S,EXPIRED",
    "P30D,EXPIRED"
  })
  void decreasesWithTheAgeOfTheConfirmation(Duration age, MembershipStatus status) {
    assertThat(MembershipStatus.at(CONFIRMED, CONFIRMED.plus(age))).isEqualTo(status);
  }
}
