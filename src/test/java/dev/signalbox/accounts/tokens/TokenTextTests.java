package dev.signalbox.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a token. */
class TokenTextTests {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void hasThePrefixAndOneLength() {
    assertThat(fresh(100)).allMatch(text -> text.matches("sbx_[0-9A-Za-z]{49}"));
  }

  @Test
  void isNeverTheSame() {
    assertThat(fresh(1000).collect(Collectors.toSet())).hasSize(1000);
  }

  @Test
  void isReadBackAsItWasMade() {
    TokenText text = TokenText.fresh(RANDOM);

    assertThat(TokenText.read(text.secret().reveal())).contains(text);
    assertThat(text.hash()).hasSize(32);
  }

  @Test
  void tellsEveryChangedCharacter() {
    String text = TokenText.fresh(RANDOM).secret().reveal();

    for (int i = 4; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(TokenText.read(changed)).as("at %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sbx_", "ghp_0123456789", "Basic dXNlcjpwYXNz", "sbx_\n"})
  void isNothingElse(String offered) {
    assertThat(TokenText.read(offered)).isEmpty();
  }

  @Test
  void isNeverPrinted() {
    TokenText text = TokenText.fresh(RANDOM);

    assertThat(text.toString()).doesNotContain(text.secret().reveal());
  }

  private static Stream<String> fresh(int number) {
    return Stream.generate(() -> TokenText.fresh(RANDOM).secret().reveal()).limit(number);
  }
}
