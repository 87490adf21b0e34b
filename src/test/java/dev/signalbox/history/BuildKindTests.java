package dev.signalbox.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildKindTests {

  @ParameterizedTest
  @CsvSource({
    "acme/api #414, acme/api",
    "nightly, nightly",
    "release-1.2, release-1",
    "acme/web/dispatch-1700000000-abcdef01, acme/web",
    "build: 7, build",
    "v2x, v2x"
  })
  void removesTheNumberOfTheBuild(String name, String kind) {
    assertThat(BuildKind.of(name)).isEqualTo(kind);
  }

  @Test
  void isEmptyForAnId() {
    assertThat(BuildKind.of("42")).isEmpty();
    assertThat(BuildKind.of("9d31948d-4f91-1859-d11a-13e890677d2e")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-", "#1", "/dispatch-", " "})
  void takesLinearTime(String part) {
    String name = part.repeat(1_000_000 / part.length()) + "x";

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> BuildKind.of(name));
  }
}
