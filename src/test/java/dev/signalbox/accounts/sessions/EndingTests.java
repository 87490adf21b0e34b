package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a session ended, as it travels in an address. */
class EndingTests {

  @ParameterizedTest
  @EnumSource
  void isReadBackFromItsWord(Ending ending) {
    assertThat(ending.word()).matches("[a-z-]+");
    assertThat(Ending.ofWord(ending.word())).contains(ending);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatHappenedInWholeSentences(Ending ending) {
    assertThat(ending.fact()).endsWith(".");
    assertThat(ending.explanation()).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "IDLE", "too_old", "idle ", "<b>idle</b>", "too-old&x=y"})
  void isNothingForAnyOtherWord(String word) {
    assertThat(Ending.ofWord(word)).isEmpty();
  }
}
