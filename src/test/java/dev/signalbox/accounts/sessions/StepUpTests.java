package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Actions require a re-authentication that is recent enough for their risk. */
@InstallationTest
class StepUpTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private String role = "";

  @Autowired
  StepUpTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    role = "/users/" + records.accountId(Persona.VIEWER) + "/role";
  }

  @Test
  void allowsAnActionOfNormalRiskForTwoHours() {
    reauthenticated("1 hour 59 minutes");

    assertThat(admin.get(role)).hasStatusOk();
  }

  @Test
  void renewsTheTwoHoursWithEachAction() {
    reauthenticated("1 hour 59 minutes");
    admin.get(role);
    reauthenticated("3 hours");

    assertThat(admin.get(role)).hasStatusOk();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tokens/new", "/settings/registration/edit"})
  void requiresReauthenticationForHighRiskAfterTenMinutes(String form) {
    assertThat(admin.get(form)).hasStatusOk();
    reauthenticated("10 minutes 1 second");

    assertThat(admin.get(form)).hasStatus(303);
    assertThat(MockBrowsers.location(admin.get(form)).toString()).startsWith(again(form));
    assertThat(admin.get(role)).hasStatusOk();
  }

  /** The credentials that they create outlive the session. */
  @ParameterizedTest
  @ValueSource(strings = {"/tokens/new", "/one-time-codes/new"})
  void requiresGitHubForCredentials(String form) {
    database.sql("update console_session set unconfirmed_at = now()").update();

    assertThat(admin.get(form)).hasStatus(303).hasHeader("Location", again(form) + "&with=github");
    assertThat(admin.get(again(form) + "&with=github"))
        .bodyText()
        .contains("needs a sign-in with GitHub")
        .doesNotContain("/sign-in/code", "/sign-in/unconfirmed");
    assertThat(admin.get("/settings/registration/edit")).hasStatusOk();
  }

  @Test
  void requiresReauthenticationAfterTenMinutesToKillBuildsImmediately() {
    String drain = "/nomad/clients/unknown/drain";
    assertThat(admin.post(drain, Map.of("deadline", "now"))).hasStatus(404);
    reauthenticated("10 minutes 1 second");

    assertThat(admin.get(drain + "?deadline=now"))
        .hasStatus(303)
        .hasHeader("Location", again(drain + "?deadline=now"));
    assertThat(admin.post(drain, Map.of("deadline", "now", "reason", "on fire"))).hasStatus(303);
    assertThat(admin.post(drain, Map.of("deadline", "15m", "reason", "an update"))).hasStatus(404);
  }

  @Test
  void requiresReauthenticationBeforeTheForm() {
    waitTooLong();

    assertThat(admin.get(role + "?x=1")).hasStatus(303).hasHeader("Location", again(role + "?x=1"));
  }

  @Test
  void returnsToTheSamePageWithANewSession() {
    waitTooLong();
    String before = String.valueOf(admin.cookies().get("signalbox"));
    MvcTestResult page = admin.get(again(role));
    assertThat(page).hasStatusOk().bodyText().contains("Confirm it", "again=");

    assertThat(admin.signIn(Persona.ADMIN, "/sign-in/github?again=&to=" + role)).isEqualTo(role);
    assertThat(admin.get(role)).hasStatusOk();
    assertThat(String.valueOf(admin.cookies().get("signalbox"))).isNotEqualTo(before);
  }

  @Test
  void forcesTheAccountPicker() {
    assertThat(admin.get("/sign-in/github?again=").getResponse().getHeader("Location"))
        .contains("prompt=select_account");
  }

  @Test
  void changesNothingAfterTwoHours() {
    admin.get(role);
    waitTooLong();

    assertThat(put(request -> request.header("Referer", "https://evil.example" + role + "?a=b")))
        .hasStatus(303)
        .hasHeader("Location", again(role + "?a=b"));
    assertThat(records.accountColumn(Persona.VIEWER, "role")).isEqualTo("VIEWER");
  }

  @Test
  void redirectsTheWholePageForHtmx() {
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

  private MvcTestResult put(UnaryOperator<MockMvcRequestBuilder> customizer) {
    String token = tokenOf(admin.get("/sessions"));
    return admin.send(
        HttpMethod.PUT, role, request -> customizer.apply(request.param("_csrf", token)));
  }

  private static String tokenOf(MvcTestResult page) {
    return MockBrowser.body(page).replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }

  private void waitTooLong() {
    reauthenticated("2 hours 1 second");
  }

  private void reauthenticated(String ago) {
    database
        .sql("update console_session set signed_in_at = signed_in_at - cast(:ago as interval)")
        .param("ago", ago)
        .update();
  }

  private static String again(String to) {
    return "/sign-in/again?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }
}
