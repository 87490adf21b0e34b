package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.StrictInstallation;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Sign-in behind TLS, with approval of new users and two required organizations. */
@SpringBootTest(classes = SignalboxApplication.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = StrictInstallation.class)
@Import(MockBrowsers.class)
@ExtendWith(InstallationTest.ResetInstallation.class)
@Tag("integration")
class StrictSignInTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  StrictSignInTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @BeforeEach
  void registerCallback() {
    StrictInstallation.registerCallback();
  }

  @Test
  void refusesNewUsersUntilApproved() {
    MockBrowser newcomer = browsers.open();

    assertThat(newcomer.signIn(Persona.NEWCOMER)).isEqualTo("/sign-in/refused");
    assertThat(newcomer.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("Waiting for approval", "newcomer");
    assertThat(records.actions()).containsExactlyInAnyOrder("user.create", "user.sign_in.refused");
    assertThat(records.event("user.sign_in.refused").payload()).contains("awaiting activation");
    assertThat(records.count("spring_session")).isZero();
  }

  @Test
  void admitsNewUsersOnceActivated() {
    browsers.open().signIn(Persona.NEWCOMER);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    assertThat(admin.get("/users?state=SUSPENDED_NEW")).bodyText().contains("Priya Raman");

    admin.delete("/users/" + records.accountId(Persona.NEWCOMER) + "/suspension");

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");
    assertThat(records.actions()).containsOnlyOnce("user.create");
  }

  @Test
  void namesEveryRequiredOrganization() {
    MockBrowser outsider = browsers.signedIn(Persona.OUTSIDER);

    assertThat(outsider.get("/sign-in/refused"))
        .bodyText()
        .contains("You need to be a member of", ">acme<", ">acme-labs<");
  }

  @Test
  void keepsAccessForAMemberOfAnyRequiredOrganization() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME);
    TestInstallation.clock().advance(Duration.ofMinutes(16));
    viewer.get("/users");

    await()
        .untilAsserted(
            () ->
                assertThat(
                        database
                            .sql("select organization from membership")
                            .query(String.class)
                            .list())
                    .containsExactly("acme-labs"));
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.actions()).containsExactly("user.logged_in");
  }

  @Test
  void bindsEveryCookieToTheHostAndToTls() {
    MockBrowser browser = browsers.open();
    List<String> cookies = new ArrayList<>(cookies(browser.get("/sign-in/github")));
    browser.signIn(Persona.OUTSIDER);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    cookies.addAll(cookies(admin.delete("/sessions")));
    cookies.addAll(cookies(admin.put("/appearance", Map.of("theme", "DARK"))));
    cookies.addAll(cookies(admin.post("/sign-out", Map.of())));

    assertThat(cookies)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain="))
        // The theme is not a secret; the access pass is for the CI server's host.
        .filteredOn(
            cookie ->
                !cookie.startsWith("signalbox-theme=") && !cookie.startsWith("signalbox-access="))
        .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-signalbox"));
    assertThat(browser.cookies()).containsKey("__Host-signalbox-refusal");
    assertThat(browsers.signedIn(Persona.VIEWER).cookies()).containsKey("__Host-signalbox");
  }

  @Test
  void sendsHstsForOneYear() {
    for (String path : List.of("/sign-in", "/users", "/no/such", "/assets/none.js")) {
      assertThat(browsers.open().get(path))
          .hasHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  @Test
  void disablesWebhooksWithoutASecret() {
    assertThat(
            browsers
                .open()
                .send(
                    HttpMethod.POST,
                    "/webhooks/github",
                    request -> request.content("{}").header("X-Hub-Signature-256", "sha256=")))
        .hasStatus(404);
  }

  private static List<String> cookies(MvcTestResult answer) {
    return answer.getResponse().getHeaders("Set-Cookie").stream().toList();
  }
}
