package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.session.SessionIdGenerator;

/** The random secret in the session cookie. */
class SessionSecretTests {

  private static final int MANY = 20_000;

  private final SessionIdGenerator secrets = SessionConfiguration.sessionIdGenerator();

  @Test
  void fillsTheColumnWithValidCookieCharacters() {
    assertThat(Stream.generate(secrets::generate).limit(1_000))
        .allSatisfy(secret -> assertThat(secret).matches("[A-Za-z0-9_-]{36}"));
  }

  @Test
  void isUnique() {
    Set<String> all = new HashSet<>();

    Stream.generate(secrets::generate).limit(MANY).forEach(all::add);

    assertThat(all).hasSize(MANY);
  }

  /** Detects fixed bits, such as the version of a UUID. */
  @Test
  void isRandomInEveryBit() {
    int[] set = new int[27 * 8];

    for (int i = 0; i < MANY; i++) {
      byte[] bytes = Base64.getUrlDecoder().decode(secrets.generate());
      for (int bit = 0; bit < set.length; bit++) {
        set[bit] += (bytes[bit / 8] >> (bit % 8)) & 1;
      }
    }

    // ten standard deviations
    assertThat(set).hasSizeGreaterThanOrEqualTo(128);
    for (int times : set) {
      assertThat(times).isBetween(MANY / 2 - 710, MANY / 2 + 710);
    }
  }
}
