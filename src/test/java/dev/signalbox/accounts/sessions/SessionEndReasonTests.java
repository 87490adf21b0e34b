package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query parameter and the text of each reason. */
class SessionEndReasonTests {

  @ParameterizedTest
  @EnumSource
  void isParsedFromItsCode(SessionEndReason reason) {
    assertThat(reason.code()).matches("[a-z-]+");
    assertThat(SessionEndReason.ofCode(reason.code())).contains(reason);
  }

  @ParameterizedTest
  @EnumSource
  void isDescribedInFullSentences(SessionEndReason reason) {
    assertThat(reason.fact()).endsWith(".");
    assertThat(reason.explanation()).matches("|.+\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "IDLE", "too_old", "idle ", "<b>idle</b>", "too-old&x=y"})
  void ignoresUnknownCodes(String code) {
    assertThat(SessionEndReason.ofCode(code)).isEmpty();
  }
}
