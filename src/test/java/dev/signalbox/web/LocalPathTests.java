package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/audit",
        "/audit?actor=admin&sort=-at",
        "/users/17#roles",
        "/find?q=%2F%2Fevil.example",
        "/@evil.example"
      })
  void acceptsLocalPaths(String target) {
    assertThat(LocalPath.of(target)).isEqualTo(target);
    assertThat(URI.create("https://console.example/here").resolve(target).getHost())
        .isEqualTo("console.example");
  }

  @Test
  void escapesBraces() {
    assertThat(LocalPath.of("/users?q={x}&sort=${1}")).isEqualTo("/users?q=%7Bx%7D&sort=$%7B1%7D");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/audit\r\nSet-Cookie: a=b",
        "/audit\u0000",
        "/audit\u007f",
        "https://evil.example",
        "https:evil.example",
        "HTTPS://evil.example/",
        "https:/evil.example",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,evil",
        "mailto:someone@evil.example",
        "evil.example",
        "audit",
        "./audit",
        "../audit",
        "?to=here",
        "#top",
        "@evil.example",
        ":80",
        "/日本語",
        "/\u2028/evil.example",
        "/\uff0fevil.example",
        "\u2215/evil.example"
      })
  void rejectsOtherTargets(String target) {
    assertThat(LocalPath.of(target)).isEqualTo("/");
  }

  @Test
  void replacesOverlongPaths() {
    assertThat(LocalPath.of("/" + "a".repeat(2_599))).hasSize(2_600);
    assertThat(LocalPath.of("/" + "a".repeat(2_600))).isEqualTo("/address-too-long");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      value = {
        "/users?q=a|b, /users?q=a%7Cb",
        "/users?q={x}, /users?q=%7Bx%7D",
        "/users?q=[a]^\"b\"<c>`, /users?q=%5Ba%5D%5E%22b%22%3Cc%3E%60",
        "/users?q=a\\b, /users?q=a%5Cb",
        "/a/\\evil.example, /a/%5Cevil.example",
        "/users?q=50%, /users?q=50%25",
        "/users?q=50%x, /users?q=50%25x",
        "/users?q=50%25, /users?q=50%25"
      })
  void encodesWhatBrowsersSendUnencoded(String target, String expected) {
    assertThat(LocalPath.of(target)).isEqualTo(expected);
    assertThat(URI.create(expected).getHost()).isNull();
  }
}
