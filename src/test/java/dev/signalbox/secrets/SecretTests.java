package dev.signalbox.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in memory. */
class SecretTests {

  private final Secret secret = new Secret("correct horse");

  @Test
  void isNotRevealedByToString() {
    record Holder(String name, Secret secret) {}

    assertThat(secret).hasToString("(secret)");
    assertThat(new Holder("client", secret).toString()).doesNotContain("correct horse");
    assertThat(String.format("%s %10s", secret, secret)).doesNotContain("correct");
  }

  @Test
  void matchesItself() {
    assertThat(secret.matches("correct horse")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct", "correct horse ", "Correct horse", "(secret)"})
  void doesNotMatchOtherText(String offered) {
    assertThat(secret.matches(offered)).isFalse();
  }
}
