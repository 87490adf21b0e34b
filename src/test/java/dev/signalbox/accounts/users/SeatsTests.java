package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.web.StatusTone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The used seats and the warning level. */
class SeatsTests {

  @ParameterizedTest
  @CsvSource({
    "279,350,OK,71 available",
    "280,350,WARN,70 available",
    "349,350,WARN,1 available",
    "350,350,BAD,No seats left.",
    "352,350,BAD,2 seats over the license."
  })
  void warnsFromEightyPercent(long used, int limit, StatusTone tone, String consequence) {
    Seats seats = new Seats(used, limit);

    assertThat(seats.tone()).isEqualTo(tone);
    assertThat(seats.remaining()).isEqualTo(consequence);
    assertThat(seats.usage()).isEqualTo(used + " of " + limit + " seats used");
  }

  @Test
  void doesNotWarnWithoutALimit() {
    Seats seats = new Seats(312, null);

    assertThat(seats.tone()).isEqualTo(StatusTone.IDLE);
    assertThat(seats.usage()).isEqualTo("312 seats used");
    assertThat(seats.remaining()).contains("SIGNALBOX_SEATS");
  }
}
