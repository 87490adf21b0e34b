package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.StrictInstallation;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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

/** The door of an installation behind TLS where new people wait and two organisations may enter. */
@SpringBootTest(classes = SignalboxApplication.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = StrictInstallation.class)
@Import(Browsers.class)
@ExtendWith(InstallationTest.StoryFromAnew.class)
class StrictDoorTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  StrictDoorTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
  }

  @BeforeEach
  void registerCallback() {
    StrictInstallation.registerCallback();
  }

  @Test
  void hasNewPeopleWaitForAnAdmin() {
    Browser newcomer = browsers.open();

    assertThat(newcomer.signIn(Persona.NEWCOMER)).isEqualTo("/sign-in/refused");
    assertThat(newcomer.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("An admin has to activate you first", "newcomer");
    assertThat(books.actions()).containsExactlyInAnyOrder("user.create", "user.sign_in.refused");
    assertThat(books.event("user.sign_in.refused").payload()).contains("awaiting activation");
    assertThat(books.count("spring_session")).isZero();
  }

  @Test
  void letsThemInOnceActivated() {
    browsers.open().signIn(Persona.NEWCOMER);
    Browser admin = browsers.signedIn(Persona.ADMIN);
    assertThat(admin.get("/users?state=SUSPENDED_NEW")).bodyText().contains("Priya Raman");

    admin.delete("/users/" + books.id(Persona.NEWCOMER) + "/suspension");

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");
    assertThat(books.actions()).containsOnlyOnce("user.create");
  }

  @Test
  void namesEveryOrganisationThatWouldHaveDone() {
    Browser outsider = browsers.signedIn(Persona.OUTSIDER);

    assertThat(outsider.get("/sign-in/refused"))
        .bodyText()
        .contains("You are in none of the organisations", ">acme<", ">acme-labs<");
  }

  @Test
  void keepsWhoeverLeftOneOrganisationAndIsInTheOther() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);
    TestInstallation.gitHub().leave(Persona.VIEWER, Installation.ACME);
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
    assertThat(books.actions()).containsExactly("user.logged_in");
  }

  @Test
  void bindsEveryCookieToTheHostAndToTls() {
    Browser browser = browsers.open();
    List<String> cookies = new ArrayList<>(cookies(browser.get("/sign-in/github")));
    browser.signIn(Persona.OUTSIDER);
    Browser admin = browsers.signedIn(Persona.ADMIN);
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
        // of the other two one is no secret, and one is meant for the installation's host
        .filteredOn(
            cookie ->
                !cookie.startsWith("signalbox-theme=") && !cookie.startsWith("signalbox-access="))
        .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-signalbox"));
    assertThat(browser.cookies()).containsKey("__Host-signalbox-refusal");
    assertThat(browsers.signedIn(Persona.VIEWER).cookies()).containsKey("__Host-signalbox");
  }

  @Test
  void insistsOnTlsForAYear() {
    for (String path : List.of("/sign-in", "/users", "/no/such", "/assets/none.js")) {
      assertThat(browsers.open().get(path))
          .hasHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  @Test
  void hasNoWebhooksWithoutASecret() {
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
