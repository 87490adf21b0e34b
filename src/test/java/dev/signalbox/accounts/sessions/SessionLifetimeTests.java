package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
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

/** Timeouts and endings of sessions. */
@InstallationTest
class SessionLifetimeTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  SessionLifetimeTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void getsANewIdOnEverySignIn() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    Map<String, Cookie> before = Map.copyOf(browser.cookies());

    browser.signIn(Persona.VIEWER, "/sign-in/github?again=");

    assertThat(secret(browser)).isNotEqualTo(valueOf(before)).hasSize(36);
    MockBrowser old = browsers.open();
    old.cookies().putAll(before);
    assertSignIn(old.get("/users"), "ended");
  }

  @Test
  void returnsToTheFormThatWasSentAfterTheSessionEnded() {
    MockBrowser browser = browsers.signedIn(Persona.ADMIN);
    wait(Duration.ofMinutes(31));

    assertThat(
            browser.send(
                HttpMethod.POST,
                "/audit/filters",
                request ->
                    request
                        .param("name", "mine")
                        .header("Referer", "https://console.example.org/audit/filters?query=a")))
        .hasStatus(303)
        .hasHeader("Location", "/sign-in?because=idle&to=%2Faudit%2Ffilters%3Fquery%3Da");
  }

  @Test
  void returnsToAFormThatIsOlderThanTheSession() {
    assertThat(
            browsers
                .signedIn(Persona.ADMIN)
                .send(
                    HttpMethod.POST,
                    "/audit/filters",
                    request ->
                        request
                            .param("_csrf", "stale")
                            .header("Referer", "https://console.example.org/audit/filters")))
        .hasStatus(303)
        .hasHeader("Location", "/audit/filters");
  }

  @Test
  void returnsToThePageOfAnHtmxRequestAfterTheSessionEnded() {
    assertThat(
            browsers
                .open()
                .send(
                    HttpMethod.POST,
                    "/nomad/rolling-drains",
                    request ->
                        request
                            .header("HX-Request", "true")
                            .header("HX-Current-URL", "https://console.example.org/nomad/clients")))
        .hasStatus(401)
        .hasHeader("HX-Redirect", "/sign-in?because=signed-out&to=%2Fnomad%2Fclients");
  }

  @Test
  void endsAfterThirtyIdleMinutes() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    wait(Duration.ofMinutes(30).plusSeconds(1));

    assertSignIn(browser.get("/users"), "idle");
    assertThat(records.countSessions(Persona.VIEWER)).isZero();
  }

  @Test
  void isExtendedByUserInteraction() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    for (int click = 0; click < 3; click++) {
      wait(Duration.ofMinutes(29));
      assertThat(browser.get("/users")).hasStatusOk();
    }
  }

  @Test
  void isNotExtendedByBackgroundRequests() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
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
  void endsAfterTwelveHoursDespiteActivity() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    database
        .sql("update console_session set signed_in_at = signed_in_at - interval '12 h 1 s'")
        .update();

    assertSignIn(browser.get("/users"), "too-old");
  }

  @Test
  void endsOnTheSixthSignInOfItsOwner() {
    MockBrowser first = browsers.signedIn(Persona.VIEWER);
    MockBrowser second = first;
    for (int number = 2; number <= 6; number++) {
      wait(Duration.ofSeconds(1));
      MockBrowser next = browsers.signedIn(Persona.VIEWER);
      second = number == 2 ? next : second;
    }

    assertSignIn(first.get("/users"), "ended");
    assertThat(second.get("/users")).hasStatusOk();
    assertThat(records.countSessions(Persona.VIEWER)).isEqualTo(5);
  }

  @Test
  void isDeletedOnTheServerBySigningOut() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    browser.get("/users");
    Map<String, Cookie> stolen = Map.copyOf(browser.cookies());

    assertThat(browser.post("/sign-out", Map.of()))
        .hasStatus(302)
        .hasHeader("Location", "/sign-in?because=signed-out")
        .hasHeader("Clear-Site-Data", "\"cache\", \"storage\"");

    assertThat(records.count("spring_session")).isZero();
    assertThat(records.event("user.logged_out").actor()).isEqualTo("viewer");
    MockBrowser thief = browsers.open();
    thief.cookies().putAll(stolen);
    assertSignIn(thief.get("/users"), "ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a", "' or 1=1 --", "%00", "../../etc/passwd", "ü"})
  void isNotFoundForAMalformedSecret(String secret) {
    MockBrowser browser = browsers.open();
    browser.cookies().put("signalbox", new Cookie("signalbox", secret));

    assertSignIn(browser.get("/users"), "ended");
  }

  @Test
  void isNotFoundForAVeryLongSecret() {
    MockBrowser browser = browsers.open();
    browser.cookies().put("signalbox", new Cookie("signalbox", "x".repeat(8000)));

    assertSignIn(browser.get("/users"), "ended");
  }

  @Test
  void isStoredAsJson() {
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

  private static String secret(MockBrowser browser) {
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
