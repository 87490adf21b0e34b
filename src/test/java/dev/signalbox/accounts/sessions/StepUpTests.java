package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Dangerous acts ask for a sign-in younger than ten minutes. */
@InstallationTest
class StepUpTests {

  private final Browsers browsers;
  private final Books books;
  private Browser admin;
  private String role = "";

  @Autowired
  StepUpTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    role = "/users/" + books.id(Persona.VIEWER) + "/role";
  }

  @Test
  void passesWithinTenMinutes() {
    TestInstallation.clock().advance(Duration.ofMinutes(10));

    assertThat(admin.get(role)).hasStatusOk();
  }

  @Test
  void asksAgainBeforeThePageIsFilledIn() {
    waitTooLong();

    assertThat(admin.get(role + "?x=1")).hasStatus(303).hasHeader("Location", again(role + "?x=1"));
  }

  @Test
  void comesBackToTheSamePlaceWithAnotherSession() {
    waitTooLong();
    String before = String.valueOf(admin.cookies().get("signalbox"));
    MvcTestResult page = admin.get(again(role));
    assertThat(page).hasStatusOk().bodyText().contains("Sign in once more", "again=");

    assertThat(admin.signIn(Persona.ADMIN, "/sign-in/github?again=&to=" + role)).isEqualTo(role);
    assertThat(admin.get(role)).hasStatusOk();
    assertThat(String.valueOf(admin.cookies().get("signalbox"))).isNotEqualTo(before);
  }

  @Test
  void asksGitHubForTheAccountAgain() {
    assertThat(admin.get("/sign-in/github?again=").getResponse().getHeader("Location"))
        .contains("prompt=select_account");
  }

  @Test
  void changesNothingWhenTheSignInIsTooOld() {
    admin.get(role);
    waitTooLong();

    assertThat(put(request -> request.header("Referer", "https://evil.example" + role + "?a=b")))
        .hasStatus(303)
        .hasHeader("Location", again(role + "?a=b"));
    assertThat(books.account(Persona.VIEWER, "role")).isEqualTo("VIEWER");
  }

  @Test
  void movesTheWholePageWhereHtmxAsked() {
    waitTooLong();

    assertThat(
            put(
                request ->
                    request
                        .header("HX-Request", "true")
                        .header("HX-Current-URL", "http://localhost" + role)))
        .hasStatus(204)
        .hasHeader("HX-Redirect", again(role));
  }

  private MvcTestResult put(UnaryOperator<MockMvcRequestBuilder> more) {
    String token = tokenOf(admin.get("/sessions"));
    return admin.send(HttpMethod.PUT, role, request -> more.apply(request.param("_csrf", token)));
  }

  private static String tokenOf(MvcTestResult page) {
    return Browser.body(page).replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }

  private static void waitTooLong() {
    TestInstallation.clock().advance(Duration.ofMinutes(10).plusSeconds(1));
  }

  private static String again(String to) {
    return "/sign-in/again?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }
}
