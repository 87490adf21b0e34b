package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
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

/** Sign-ins that went wrong on the way, by malice or by weather: a clean no, and no session. */
@InstallationTest
class SignInForgeryTests {

  private static final String NOT_OURS = "This sign-in did not begin here";

  private final Browsers browsers;
  private final Books books;

  @Autowired
  SignInForgeryTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
  }

  @Test
  void refusesAForgedState() {
    Browser browser = browsers.open();
    String callback = callback(browser);

    refuses(browser, callback.replaceFirst("state=[^&]+", "state=forged"), NOT_OURS);
  }

  @Test
  void refusesACallbackWithoutState() {
    Browser browser = browsers.open();
    String callback = callback(browser);

    refuses(browser, callback.replaceFirst("&?state=[^&]+", ""), "");
  }

  @Test
  void refusesTheCallbackOfAnotherBrowser() {
    String callback = callback(browsers.open());

    refuses(browsers.open(), callback, NOT_OURS);
  }

  @Test
  void refusesASignInOlderThanTenMinutes() {
    Browser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

    refuses(browser, callback, NOT_OURS);
  }

  @Test
  void refusesACallbackOpenedTwice() {
    Browser browser = browsers.open();
    String callback = callback(browser);
    Map<String, Cookie> before = Map.copyOf(browser.cookies());
    browser.get(callback);

    Browser thief = browsers.open();
    thief.cookies().putAll(before);
    assertThat(thief.get(callback)).hasStatus(303).hasHeader("Location", "/sign-in/refused");
    assertThat(thief.get("/sign-in/refused")).bodyText().contains("was used already");
    assertThat(books.count("spring_session")).isOne();
  }

  @Test
  void refusesACodeThatWasMadeForAnotherBrowser() {
    Browser victim = browsers.open();
    String own = callback(victim);
    String foreign = callback(browsers.open()).replaceFirst(".*code=([^&]+).*", "$1");

    refuses(victim, own.replaceFirst("code=[^&]+", "code=" + foreign), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://127.0.0.1", "null"})
  void refusesAnAnswerThatNamesAnotherIssuer(String issuer) {
    Browser browser = browsers.open();

    refuses(browser, callback(browser) + "&iss=" + issuer, NOT_OURS);
  }

  @Test
  void takesNoForAnAnswer() {
    Browser browser = browsers.open();
    URI back = TestInstallation.gitHub().cancel(authorize(browser));

    refuses(browser, back.getRawPath() + "?" + back.getRawQuery(), "You declined at GitHub");
  }

  @ParameterizedTest
  @EnumSource(
      value = Weather.Kind.class,
      names = {"DOWN", "LYING", "REFUSING"})
  void saysThatGitHubDoesNotAnswer(Weather.Kind weather) {
    Browser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.gitHub().weather().turn(weather);

    refuses(browser, callback, 503, "GitHub does not answer");
  }

  @Test
  void waitsForASlowGitHubNoLongerThanFiveSeconds() {
    Browser browser = browsers.open();
    String callback = callback(browser);
    TestInstallation.gitHub().weather().turnSlow(Duration.ofSeconds(60));

    refuses(browser, callback, 503, "GitHub does not answer");
  }

  private void refuses(Browser browser, String callback, String why) {
    refuses(browser, callback, 403, why);
  }

  private void refuses(Browser browser, String callback, int status, String why) {
    assertThat(browser.get(callback)).hasStatus(303).hasHeader("Location", "/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(status)
        .bodyText()
        .contains(why, "Try again");
    assertThat(books.count("spring_session")).isZero();
  }

  private static String callback(Browser browser) {
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize(browser));
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private static URI authorize(Browser browser) {
    return URI.create(
        Objects.requireNonNull(browser.get("/sign-in/github").getResponse().getHeader("Location")));
  }
}
