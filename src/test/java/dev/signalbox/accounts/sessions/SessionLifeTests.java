package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** How long a session lasts and how it ends. */
@InstallationTest
class SessionLifeTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  SessionLifeTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void getsAnotherIdWithEverySignIn() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    Map<String, Cookie> before = Map.copyOf(browser.cookies());

    browser.signIn(Persona.VIEWER, "/sign-in/github?again=");

    assertThat(secret(browser)).isNotEqualTo(valueOf(before)).hasSize(36);
    Browser old = browsers.open();
    old.cookies().putAll(before);
    assertSignIn(old.get("/users"), "ended");
  }

  @Test
  void endsAfterHalfAnHourWithoutAClick() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    wait(Duration.ofMinutes(30).plusSeconds(1));

    assertSignIn(browser.get("/users"), "idle");
    assertThat(books.sessions(Persona.VIEWER)).isZero();
  }

  @Test
  void goesOnWithEveryClick() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    for (int click = 0; click < 3; click++) {
      wait(Duration.ofMinutes(29));
      assertThat(browser.get("/users")).hasStatusOk();
    }
  }

  @Test
  void doesNotGoOnWithWhatPagesDoByThemselves() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    wait(Duration.ofMinutes(20));
    assertThat(
            browser.send(
                HttpMethod.GET,
                "/users",
                request ->
                    request.header("HX-Request", "true").header("X-Signalbox-Background", "true")))
        .hasStatusOk();
    assertThat(browser.stream("/events")).hasStatusOk();
    wait(Duration.ofMinutes(11));

    assertSignIn(browser.get("/users"), "idle");
  }

  @Test
  void endsAfterTwelveHoursHoweverBusy() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    database
        .sql("update console_session set signed_in_at = signed_in_at - interval '12 h 1 s'")
        .update();

    assertSignIn(browser.get("/users"), "too-old");
  }

  @Test
  void endsWhenItsOwnerSignsInForTheSixthTime() {
    Browser first = browsers.signedIn(Persona.VIEWER);
    Browser second = first;
    for (int number = 2; number <= 6; number++) {
      wait(Duration.ofSeconds(1));
      Browser next = browsers.signedIn(Persona.VIEWER);
      second = number == 2 ? next : second;
    }

    assertSignIn(first.get("/users"), "ended");
    assertThat(second.get("/users")).hasStatusOk();
    assertThat(books.sessions(Persona.VIEWER)).isEqualTo(5);
  }

  @Test
  void isDeadOnTheServerAfterSigningOut() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    browser.get("/users");
    Map<String, Cookie> stolen = Map.copyOf(browser.cookies());

    assertThat(browser.post("/sign-out", Map.of()))
        .hasStatus(302)
        .hasHeader("Location", "/sign-in?because=signed-out")
        .hasHeader("Clear-Site-Data", "\"cache\", \"storage\"");

    assertThat(books.count("spring_session")).isZero();
    assertThat(books.event("user.logged_out").actor()).isEqualTo("viewer");
    Browser thief = browsers.open();
    thief.cookies().putAll(stolen);
    assertSignIn(thief.get("/users"), "ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a", "' or 1=1 --", "%00", "../../etc/passwd", "ü"})
  void isNotFoundUnderNonsense(String nonsense) {
    Browser browser = browsers.open();
    browser.cookies().put("signalbox", new Cookie("signalbox", nonsense));

    assertSignIn(browser.get("/users"), "ended");
  }

  @Test
  void isNotFoundUnderAVeryLongSecret() {
    Browser browser = browsers.open();
    browser.cookies().put("signalbox", new Cookie("signalbox", "x".repeat(8000)));

    assertSignIn(browser.get("/users"), "ended");
  }

  @Test
  void isKeptAsJson() {
    browsers.signedIn(Persona.VIEWER).get("/sessions");
    JsonMapper json = new JsonMapper();

    assertThat(
            database
                .sql("select attribute_bytes from spring_session_attributes")
                .query((row, number) -> row.getBytes(1))
                .list())
        .isNotEmpty()
        .allSatisfy(bytes -> assertThat(json.readTree(bytes).isContainer()).isTrue());
  }

  private static void wait(Duration duration) {
    TestInstallation.clock().advance(duration);
  }

  private static String secret(Browser browser) {
    return valueOf(browser.cookies());
  }

  private static String valueOf(Map<String, Cookie> cookies) {
    return Objects.requireNonNull(cookies.get("signalbox")).getValue();
  }

  private static void assertSignIn(MvcTestResult answer, String because) {
    assertThat(answer).hasStatus(303);
    assertThat(answer.getResponse().getHeader("Location"))
        .isEqualTo("/sign-in?because=" + because + "&to=%2Fusers");
  }
}
