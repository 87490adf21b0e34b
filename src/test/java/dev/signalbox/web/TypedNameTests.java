package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNameTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme/api #408",
        "acme/api #408 ",
        "\tacme/api #408\r\n",
        "\u00a0acme/api #408\u3000",
        "\ufeffacme/api #408"
      })
  void ignoresWhiteSpaceAtTheEnds(String typed) {
    assertThat(TypedName.matches(typed, "acme/api #408")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Acme/api #408", "acme/api  #408", "acme/api #40", "\u200bacme"})
  void rejectsOtherTexts(String typed) {
    assertThat(TypedName.matches(typed, "acme/api #408")).isFalse();
  }

  @Test
  void acceptsTheOtherFormOfAnAccent() {
    assertThat(TypedName.matches("cafe\u0301", "caf\u00e9 ")).isTrue();
  }

  @Test
  void rejectsAMissingText() {
    assertThat(TypedName.matches(null, "acme")).isFalse();
  }
}
