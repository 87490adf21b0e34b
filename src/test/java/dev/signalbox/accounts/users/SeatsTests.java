package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.web.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How full the licence is, and from when on that is a matter. */
class SeatsTests {

  @ParameterizedTest
  @CsvSource({
    "279,350,OK,71 are free.",
    "280,350,WARN,70 are free.",
    "349,350,WARN,1 is free.",
    "350,350,BAD,None is free: whoever comes next is one too many.",
    "352,350,BAD,2 more than the licence allows."
  })
  void warnsFromEightyPercentOnAndIsFullAtTheLimit(
      long used, int limit, Tone tone, String consequence) {
    Seats seats = new Seats(used, limit);

    assertThat(seats.tone()).isEqualTo(tone);
    assertThat(seats.consequence()).isEqualTo(consequence);
    assertThat(seats.words()).isEqualTo(used + " of " + limit + " seats used");
  }

  @Test
  void warnsOfNothingWhereNoLimitIsKnown() {
    Seats seats = new Seats(312, null);

    assertThat(seats.tone()).isEqualTo(Tone.IDLE);
    assertThat(seats.words()).isEqualTo("312 seats used");
    assertThat(seats.consequence()).contains("SIGNALBOX_SEATS");
  }
}
