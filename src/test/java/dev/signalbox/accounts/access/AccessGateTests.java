package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.access.AccessAnswer.Cause;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
import jakarta.servlet.http.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/** Whom the installation's ingress lets pass, and who they are. */
@InstallationTest
class AccessGateTests {

  private static final String CI = "https://" + TestInstallation.CI_HOST;

  private final Browsers browsers;
  private final InstallationAccess access;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  AccessGateTests(Browsers browsers, InstallationAccess access, JdbcClient database) {
    this.browsers = browsers;
    this.access = access;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void sendsAStrangerToTheSignInThatLeadsBack() {
    assertThat(asked(browsers.open(), "/access", "/pipelines?branch=a%20b&x=1"))
        .hasStatus(401)
        .hasHeader(
            "Location",
            "http://localhost/sign-in?to="
                + encoded("/access/return?to=" + encoded(CI + "/pipelines?branch=a%20b&x=1")));
  }

  @Test
  void redirectsAtOnceWhereTheIngressHandsTheAnswerOn() {
    assertThat(asked(browsers.open(), "/access?redirect=true", "/")).hasStatus(303);
  }

  @Test
  void leadsBackAfterTheSignIn() {
    String path = "/access/return?to=" + encoded(CI + "/pipelines?branch=main");
    Browser browser = browsers.open();

    String landed = browser.signIn(Persona.MEMBER, "/sign-in/github?to=" + encoded(path));

    assertThat(landed).isEqualTo(path);
    assertThat(browser.get(landed)).hasHeader("Location", CI + "/pipelines?branch=main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "https://ci.acme.example.evil.example/",
        "https://ci.acme.example@evil.example/",
        "https://user@ci.acme.example/",
        "https://evil.example/#https://ci.acme.example/",
        "https://ci.acme.example:8443/",
        "//ci.acme.example/",
        "https:ci.acme.example",
        "https://ci.acme.example",
        "javascript://ci.acme.example/%0aalert(1)",
        "https://ci.acme.example\\@evil.example/",
        "https://ci.acme.example/\r\nSet-Cookie: a=b",
        "/users"
      })
  void leadsNobodyElsewhere(String to) {
    Browser browser = browsers.signedIn(Persona.MEMBER);

    assertThat(browser.get("/access/return?to=" + encoded(to))).hasHeader("Location", "/");
  }

  @Test
  void handsAPassToWhoeverIsSignedInWithoutOne() {
    Browser browser = browsers.signedIn(Persona.MEMBER);
    browser.cookies().remove(AccessPasses.COOKIE);
    assertThat(browser.get("/access")).hasStatus(401);

    browser.get("/access/return?to=" + encoded(CI + "/"));

    assertThat(browser.get("/access")).hasStatusOk();
    assertThat(books.count("access_pass")).isOne();
  }

  @Test
  void tellsTheInstallationWhoItIs() {
    Browser member = browsers.signedIn(Persona.MEMBER);

    MvcTestResult answer = member.get("/access");

    assertThat(answer)
        .hasStatusOk()
        .hasHeader("X-Signalbox-User", "member")
        .hasHeader("X-Signalbox-Id", "1004")
        .hasHeader("X-Signalbox-Role", "member")
        .hasHeader("X-Signalbox-Name", "Diego%20Fuentes");
    assertThat(Browser.body(answer)).isEmpty();
    assertThat(answer.getResponse().getHeaders("Set-Cookie")).isEmpty();
  }

  @Test
  void tellsNamesInOneLineWhateverTheyAre() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    database
        .sql("update account set name = :name where github_id = 1004")
        .param("name", "Zoë\r\nX-Signalbox-Role: admin")
        .update();

    assertThat(member.get("/access"))
        .hasHeader("X-Signalbox-Name", "Zo%C3%AB%0D%0AX-Signalbox-Role%3A%20admin")
        .hasHeader("X-Signalbox-Role", "member");
  }

  @Test
  void refusesASuspendedPersonAtTheNextRequest() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    Browser admin = browsers.signedIn(Persona.ADMIN);

    admin.post(
        "/users/" + books.id(Persona.MEMBER) + "/suspension", Map.of("reason", "left the project"));

    assertThat(member.get("/access"))
        .hasStatus(403)
        .hasHeader("X-Signalbox-Refused", "suspended")
        .doesNotContainHeader("X-Signalbox-User");
  }

  @Test
  void asksForANewSignInOnceThePersonIsActiveAgain() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    Browser admin = browsers.signedIn(Persona.ADMIN);
    String suspension = "/users/" + books.id(Persona.MEMBER) + "/suspension";
    admin.post(suspension, Map.of("reason", "a mistake"));
    admin.delete(suspension);

    assertThat(member.get("/access")).hasStatus(401);
  }

  @Test
  void refusesWhoeverLeftTheOrganisation() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.gitHub().leave(Persona.MEMBER, Installation.ACME);
    TestInstallation.clock().advance(Duration.ofMinutes(16));

    // nobody looks at the console: the gate's own question has GitHub asked again
    member.get("/access");

    await()
        .untilAsserted(
            () ->
                assertThat(member.get("/access"))
                    .hasStatus(403)
                    .hasHeader("X-Signalbox-Refused", "outside"));
  }

  @Test
  void refusesEverybodyWhenGitHubWasSilentForTooLong() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.gitHub().weather().turn(Weather.Kind.DOWN);
    TestInstallation.clock().advance(Duration.ofHours(4).plusSeconds(1));

    assertThat(member.get("/access")).hasHeader("X-Signalbox-Refused", "unconfirmed");
  }

  @Test
  void endsWithTheSession() {
    Browser one = browsers.signedIn(Persona.MEMBER);
    Browser other = browsers.signedIn(Persona.MEMBER);

    other.delete("/sessions");

    assertThat(one.get("/access")).hasStatus(401);
    assertThat(other.get("/access")).hasStatusOk();
  }

  @Test
  void endsWithTheSignOut() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    Browser thief = browsers.open();
    thief.cookies().putAll(member.cookies());

    member.post("/sign-out", Map.of());

    assertThat(member.cookies()).doesNotContainKey(AccessPasses.COOKIE);
    assertThat(thief.get("/access")).hasStatus(401);
  }

  @Test
  void lastsTwelveHoursAfterTheSignIn() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.clock().advance(Duration.ofHours(12).plusSeconds(1));

    assertThat(member.get("/access")).hasStatus(401);
  }

  @Test
  void opensTheInstallationAndNothingElse() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    Browser withPass = browsers.open();
    withPass
        .cookies()
        .put(AccessPasses.COOKIE, Objects.requireNonNull(admin.cookies().get(AccessPasses.COOKIE)));
    Browser withSession = browsers.open();
    withSession
        .cookies()
        .put("signalbox", Objects.requireNonNull(admin.cookies().get("signalbox")));

    assertThat(withPass.get("/access")).hasStatusOk();
    assertThat(withPass.get("/users")).hasStatus(303);
    assertThat(withSession.get("/access")).hasStatus(401);
  }

  @Test
  void keepsTheHashAlone() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    String secret = Objects.requireNonNull(member.cookies().get(AccessPasses.COOKIE)).getValue();

    assertThat(secret).hasSize(43);
    assertThat(
            books.count(
                "access_pass where position(convert_to('"
                    + secret
                    + "', 'UTF8') in"
                    + " hash) > 0"))
        .isZero();
    assertThat(books.count("access_pass where length(hash) = 32")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void takesAnyOtherPassForNone(String value) {
    Browser stranger = browsers.open();
    stranger.cookies().put(AccessPasses.COOKIE, new Cookie("signalbox-access", value));

    assertThat(stranger.get("/access")).hasStatus(401);
  }

  @Test
  void answersServicesByGitHubId() {
    browsers.signedIn(Persona.MEMBER);

    assertThat(access.forGitHubId(Persona.MEMBER.id()))
        .isInstanceOfSatisfying(
            AccessAnswer.Welcome.class, welcome -> assertThat(welcome.login()).isEqualTo("member"));
    assertThat(access.forGitHubId(4_711)).isEqualTo(new AccessAnswer.Nobody());
    assertThat(access.forGitHubId(Persona.NEWCOMER.id())).isEqualTo(new AccessAnswer.Nobody());
    books.set(Persona.MEMBER, "status", "SUSPENDED");
    assertThat(access.forGitHubId(Persona.MEMBER.id()))
        .isEqualTo(new AccessAnswer.Refused(Cause.SUSPENDED));
  }

  private static MvcTestResult asked(Browser browser, String gate, String path) {
    return browser.send(
        HttpMethod.GET,
        gate,
        request ->
            request
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", TestInstallation.CI_HOST)
                .header("X-Forwarded-Uri", path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
