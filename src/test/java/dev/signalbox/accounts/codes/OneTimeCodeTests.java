package dev.signalbox.accounts.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Format and hash of one-time codes. */
class OneTimeCodeTests {

  private static final OneTimeCode CODE = new OneTimeCode(new Secret("7KQX2M4P9T3HWZ5C8RVN4JD1"));

  @Test
  void hasSixGroupsOfFourCharacters() {
    SecureRandom random = new SecureRandom();

    assertThat(Stream.generate(() -> OneTimeCode.generate(random)).limit(200))
        .doesNotHaveDuplicates()
        .allSatisfy(
            code ->
                assertThat(code.formatted())
                    .matches("(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}"));
  }

  /** Less would allow fewer than 120 bits. */
  @Test
  void usesTheWholeAlphabetInEachPlace() {
    SecureRandom random = new SecureRandom();

    assertThat(
            Stream.generate(() -> OneTimeCode.generate(random).secret().reveal())
                .limit(5_000)
                .map(code -> code.charAt(0))
                .distinct())
        .hasSize(32);
  }

  @Test
  void keepsLeadingZeros() {
    SecureRandom zeros =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            bytes[bytes.length - 1] = 33;
          }
        };

    assertThat(OneTimeCode.generate(zeros).formatted()).isEqualTo("0000-0000-0000-0000-0000-0011");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7KQX-2M4P-9T3H-WZ5C-8RVN-4JD1",
        "7kqx 2m4p 9t3h wz5c 8rvn 4jd1",
        " 7KQX2M4P9T3HWZ5C8RVN4JDI\n",
        "7KQX–2M4P–9T3H–WZ5C–8RVN–4JDl"
      })
  void acceptsOtherSpellings(String typed) {
    assertThat(OneTimeCode.parse(typed)).contains(CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7KQX-2M4P-9T3H-WZ5C-8RVN-4JD",
        "7KQX-2M4P-9T3H-WZ5C-8RVN-4JD11",
        "7KQX-2M4P-9T3H-WZ5C-8RVN-4JDU",
        "７KQX-2M4P-9T3H-WZ5C-8RVN-4JD1"
      })
  void rejectsOtherTexts(String typed) {
    assertThat(OneTimeCode.parse(typed)).isEmpty();
  }

  @Test
  void hashDependsOnTheKey() {
    assertThat(CODE.hash(key("a"))).hasSize(64).isEqualTo(CODE.hash(key("a")));
    assertThat(CODE.hash(key("a"))).isNotEqualTo(CODE.hash(key("b")));
  }

  private static SecretKeySpec key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  }
}
