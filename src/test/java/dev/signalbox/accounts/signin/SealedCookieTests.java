package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.secrets.AesSecretBox;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Sealed cookies: confidential, tamper-proof and limited to ten minutes. */
class SealedCookieTests {

  private static final SignInAttemptRepository.SignInAttempt ATTEMPT =
      new SignInAttemptRepository.SignInAttempt("the state", "the verifier", "/audit");

  private final AdjustableClock clock = new AdjustableClock();
  private final SealedCookie<SignInAttemptRepository.SignInAttempt> cookie = cookie("attempt", 1);

  @Test
  void readsBackTheValue() {
    assertThat(read(sealed())).contains(ATTEMPT);
  }

  @Test
  void hidesTheValueFromTheBrowser() {
    assertThat(sealed()).matches("[A-Za-z0-9_-]+").doesNotContain("state", "verifier");
  }

  @Test
  void isValidForTenMinutes() {
    String sealed = sealed();
    clock.advance(Duration.ofMinutes(10));

    assertThat(read(sealed)).contains(ATTEMPT);
  }

  @Test
  void isInvalidAfterTenMinutes() {
    String sealed = sealed();
    clock.advance(Duration.ofMinutes(10).plusMillis(1));

    assertThat(read(sealed)).isEmpty();
  }

  @Test
  void rejectsAManipulatedValue() {
    StringBuilder changed = new StringBuilder(sealed());
    int middle = changed.length() / 2;
    changed.setCharAt(middle, changed.charAt(middle) == 'A' ? 'B' : 'A');

    assertThat(read(changed.toString())).isEmpty();
  }

  @Test
  void rejectsTheValueOfAnotherCookie() {
    assertThat(read(sealedBy(cookie("other", 1), "__Host-other"))).isEmpty();
  }

  @Test
  void rejectsAValueSealedWithAnotherKey() {
    assertThat(read(sealedBy(cookie("attempt", 2), "__Host-attempt"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "AAAA", "null", "{\"state\":\"the state\"}", "🚂"})
  void rejectsMalformedValues(String value) {
    assertThat(read(value)).isEmpty();
  }

  @Test
  void isEmptyWithoutACookie() {
    assertThat(cookie.read(new MockHttpServletRequest())).isEmpty();
  }

  @Test
  void isHostOnlyAndSentWithTheCallback() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    cookie.set(response, ATTEMPT);

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("__Host-attempt=")
        .contains("Path=/", "Max-Age=600", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
  }

  @Test
  void expiresTheCookieOnRemoval() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    cookie.remove(response);

    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("__Host-attempt=;")
        .contains("Max-Age=0");
  }

  private Optional<SignInAttemptRepository.SignInAttempt> read(String value) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setCookies(new Cookie("__Host-attempt", value));
    return cookie.read(request);
  }

  private String sealed() {
    return sealedBy(cookie, "__Host-attempt");
  }

  private static String sealedBy(
      SealedCookie<SignInAttemptRepository.SignInAttempt> by, String name) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    by.set(response, ATTEMPT);
    return Objects.requireNonNull(response.getCookie(name)).getValue();
  }

  private SealedCookie<SignInAttemptRepository.SignInAttempt> cookie(String name, int key) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) key;
    return new SealedCookie<>(
        name,
        true,
        SignInAttemptRepository.SignInAttempt.class,
        new AesSecretBox(bytes),
        new JsonMapper(),
        clock);
  }
}
