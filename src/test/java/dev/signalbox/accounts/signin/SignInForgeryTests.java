package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forged and failed OAuth callbacks are refused and start no session. */
@InstallationTest
class SignInForgeryTests {

  private static final String EXPIRED = "Sign-in expired";

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;

  @Autowired
  SignInForgeryTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void refusesAForgedState() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);

    refuses(browser, callback.replaceFirst("state=[^&]+", "state=forged"), EXPIRED);
  }

  @Test
  void refusesACallbackWithoutState() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);

    refuses(browser, callback.replaceFirst("&?state=[^&]+", ""), "");
  }

  @Test
  void refusesTheCallbackOfAnotherBrowser() {
    String callback = callback(browsers.open());

    refuses(browsers.open(), callback, EXPIRED);
  }

  @Test
  void refusesASignInOlderThanTenMinutes() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

    refuses(browser, callback, EXPIRED);
  }

  @Test
  void refusesACallbackOpenedTwice() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);
    Map<String, Cookie> before = Map.copyOf(browser.cookies());
    browser.get(callback);

    MockBrowser thief = browsers.open();
    thief.cookies().putAll(before);
    assertThat(thief.get(callback)).hasStatus(303).hasHeader("Location", "/sign-in/refused");
    assertThat(thief.get("/sign-in/refused")).bodyText().contains("already used");
    assertThat(records.count("spring_session")).isOne();
  }

  @Test
  void refusesACodeIssuedToAnotherBrowser() {
    MockBrowser victim = browsers.open();
    String own = callback(victim);
    String foreign = callback(browsers.open()).replaceFirst(".*code=([^&]+).*", "$1");

    refuses(victim, own.replaceFirst("code=[^&]+", "code=" + foreign), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://127.0.0.1", "null"})
  void refusesACallbackFromAnotherIssuer(String issuer) {
    MockBrowser browser = browsers.open();

    refuses(browser, callback(browser) + "&iss=" + issuer, EXPIRED);
  }

  @Test
  void acceptsACancellation() {
    MockBrowser browser = browsers.open();
    URI back = TestInstallation.gitHub().cancel(authorize(browser));

    refuses(browser, back.getRawPath() + "?" + back.getRawQuery(), "You canceled at GitHub");
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {"DOWN", "MALFORMED", "DENYING"})
  void reportsThatGitHubIsNotResponding(Faults.Kind fault) {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.gitHub().faults().set(fault);

    refuses(browser, callback, 503, "GitHub is not responding");
  }

  @Test
  void stopsWaitingForASlowGitHubAfterFiveSeconds() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.gitHub().faults().setDelay(Duration.ofSeconds(60));

    refuses(browser, callback, 503, "GitHub is not responding");
  }

  @Test
  void endsASignInAtASlowGitHubAfterTenSeconds() {
    MockBrowser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.gitHub().faults().setDelay(Duration.ofSeconds(4));

    long start = System.nanoTime();
    refuses(browser, callback, 503, "GitHub");
    // three calls of 4 s each would take 12 s; a second remains for the pages
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));
  }

  private void refuses(MockBrowser browser, String callback, String why) {
    refuses(browser, callback, 403, why);
  }

  private void refuses(MockBrowser browser, String callback, int status, String why) {
    assertThat(browser.get(callback)).hasStatus(303).hasHeader("Location", "/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(status)
        .bodyText()
        .contains(why, "Try again");
    assertThat(records.count("spring_session")).isZero();
  }

  private static String callback(MockBrowser browser) {
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize(browser));
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private static URI authorize(MockBrowser browser) {
    return URI.create(
        Objects.requireNonNull(browser.get("/sign-in/github").getResponse().getHeader("Location")));
  }
}
