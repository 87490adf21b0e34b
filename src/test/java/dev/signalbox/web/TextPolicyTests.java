package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid and visible text. */
@Tag("unit")
class TextPolicyTests {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é\u00a0", "\ud83d\ude80", "\ufffd", "\t\r\n", "\ue000"})
  void acceptsCharacters(String text) {
    assertThat(TextPolicy.isValid(text)).isTrue();
    assertThat(TextPolicy.replaceInvalid(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "\ud83d", "\ude80\ud83d", "\ufffe", "\uffff", "\ufdd0", "\ud83f\udfff"})
  void rejectsWhatIsNoCharacter(String text) {
    assertThat(TextPolicy.isValid("a" + text)).isFalse();
    assertThat(TextPolicy.replaceInvalid("a" + text + "b")).matches("a\ufffd{1,2}b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00a0",
        "\u200b",
        "\u200d\u2060",
        "\u202e",
        "\u3164",
        "\u2800",
        "\u115f\u1160",
        "\ufe0f",
        "\ufeff",
        "\u00ad",
        "\udb40\udd00"
      })
  void recognizesInvisibleText(String text) {
    assertThat(TextPolicy.isVisible(text)).isFalse();
  }

  @Test
  void recognizesVisibleText() {
    assertThat(TextPolicy.isVisible("\u200ba")).isTrue();
    assertThat(TextPolicy.isVisible("-")).isTrue();
    assertThat(TextPolicy.isVisible("\ud83d\ude80")).isTrue();
  }
}
