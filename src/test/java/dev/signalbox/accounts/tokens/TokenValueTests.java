package dev.signalbox.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of tokens. */
class TokenValueTests {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void hasAPrefixAndAFixedLength() {
    assertThat(generated(100)).allMatch(text -> text.matches("sbx_[0-9A-Za-z]{49}"));
  }

  @Test
  void isUnique() {
    assertThat(generated(1000).collect(Collectors.toSet())).hasSize(1000);
  }

  @Test
  void parsesItsOwnText() {
    TokenValue text = TokenValue.generate(RANDOM);

    assertThat(TokenValue.parse(text.secret().reveal())).contains(text);
    assertThat(text.hash()).hasSize(32);
  }

  @Test
  void detectsEveryChangedCharacter() {
    String text = TokenValue.generate(RANDOM).secret().reveal();

    for (int i = 4; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(TokenValue.parse(changed)).as("at %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sbx_", "ghp_0123456789", "Basic dXNlcjpwYXNz", "sbx_\n"})
  void rejectsOtherText(String offered) {
    assertThat(TokenValue.parse(offered)).isEmpty();
  }

  @Test
  void isNotRevealedByToString() {
    TokenValue text = TokenValue.generate(RANDOM);

    assertThat(text.toString()).doesNotContain(text.secret().reveal());
  }

  private static Stream<String> generated(int number) {
    return Stream.generate(() -> TokenValue.generate(RANDOM).secret().reveal()).limit(number);
  }
}
