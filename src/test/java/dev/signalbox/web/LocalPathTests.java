package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void rejectsOverlongPaths() {
    assertThat(LocalPath.of("/" + "a".repeat(1_999))).hasSize(2_000);
    assertThat(LocalPath.of("/" + "a".repeat(2_000))).isEqualTo("/");
  }
}
