package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.accounts.access.AccessDecision.Cause;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.URLDecoder;
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

/** The authorization endpoint for the ingress of the CI server. */
@InstallationTest
class AccessControllerTests {

  private static final String CI = "https://" + TestInstallation.CI_HOST;

  private final MockBrowsers browsers;
  private final InstallationAccess access;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  AccessControllerTests(MockBrowsers browsers, InstallationAccess access, JdbcClient database) {
    this.browsers = browsers;
    this.access = access;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void redirectsUnauthenticatedRequestsToTheSignInWithAReturnUrl() {
    assertThat(get(browsers.open(), "/access", "/pipelines?branch=a%20b&x=1+2"))
        .hasStatus(401)
        .hasHeader(
            "Location",
            "http://localhost/sign-in?to=/access/return?to%3Dhttps://"
                + TestInstallation.CI_HOST
                + "/pipelines?branch%253Da%252520b%2526x%253D1%252B2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pipelines?q=a|b{c}^[d]\"e\"\\f",
        "/pipelines?q=50%&r=1",
        "/pipelines/a\\b|c?q=%41%zz",
        "/\\evil.example/"
      })
  void returnsToAPageWithUnencodedCharacters(String path) {
    assertThat(returnedTo(path)).isEqualTo(CI + path.replace("%41", "A"));
  }

  @Test
  void returnsToAPageWithALongAddress() {
    String path = "/pipelines?branch=main&q=" + "a".repeat(1_900);

    assertThat(returnedTo(path)).isEqualTo(CI + path);
  }

  @Test
  void explainsThatAnAddressIsTooLongToReturnTo() {
    URI signIn =
        MockBrowsers.location(get(browsers.open(), "/access", "/pipelines?q=" + "a".repeat(7_000)));

    assertThat(signIn.getRawQuery()).isEqualTo("to=/address-too-long");
  }

  /** Signs in at the address that the check responds with, and returns the final address. */
  private String returnedTo(String path) {
    MockBrowser browser = browsers.open();
    URI signIn = MockBrowsers.location(get(browser, "/access", path));
    String to = decoded(signIn.getRawQuery().substring("to=".length()));
    String landed = browser.signIn(Persona.MEMBER, "/sign-in/github?to=" + encoded(to));

    return decoded(MockBrowsers.location(browser.get(landed)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1", "", "true,true"})
  void ignoresAnInvalidRedirectParameter(String redirect) {
    assertThat(get(browsers.open(), "/access?redirect=" + redirect, "/")).hasStatus(401);
  }

  @Test
  void respondsWithARedirectOnRequest() {
    assertThat(get(browsers.open(), "/access?redirect=true", "/")).hasStatus(303);
  }

  @Test
  void returnsToTheCiServerAfterSignIn() {
    String path = "/access/return?to=" + encoded(CI + "/pipelines?branch=main");
    MockBrowser browser = browsers.open();

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
  void redirectsToConfiguredHostsOnly(String to) {
    MockBrowser browser = browsers.signedIn(Persona.MEMBER);

    assertThat(browser.get("/access/return?to=" + encoded(to))).hasHeader("Location", "/");
  }

  @Test
  void issuesAPassToASignedInUserWithoutOne() {
    MockBrowser browser = browsers.signedIn(Persona.MEMBER);
    browser.cookies().remove(AccessPassService.COOKIE);
    assertThat(browser.get("/access")).hasStatus(401);

    browser.get("/access/return?to=" + encoded(CI + "/"));

    assertThat(browser.get("/access")).hasStatusOk();
    assertThat(records.count("access_pass")).isOne();
  }

  @Test
  void identifiesTheUserInHeaders() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);

    MvcTestResult answer = member.get("/access");

    assertThat(answer)
        .hasStatusOk()
        .hasHeader("X-Signalbox-User", "member")
        .hasHeader("X-Signalbox-Id", "1004")
        .hasHeader("X-Signalbox-Role", "member")
        .hasHeader("X-Signalbox-Name", "Diego%20Fuentes");
    assertThat(MockBrowser.body(answer)).isEmpty();
    assertThat(answer.getResponse().getHeaders("Set-Cookie")).isEmpty();
  }

  @Test
  void encodesNamesInHeaders() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    database
        .sql("update account set name = :name where github_id = 1004")
        .param("name", "Zoë\r\nX-Signalbox-Role: admin")
        .update();

    assertThat(member.get("/access"))
        .hasHeader("X-Signalbox-Name", "Zo%C3%AB%0D%0AX-Signalbox-Role%3A%20admin")
        .hasHeader("X-Signalbox-Role", "member");
  }

  @Test
  void deniesASuspendedUserOnTheNextRequest() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    admin.post(
        "/users/" + records.accountId(Persona.MEMBER) + "/suspension",
        Map.of("reason", "left the project"));

    assertThat(member.get("/access"))
        .hasStatus(403)
        .hasHeader("X-Signalbox-Refused", "suspended")
        .doesNotContainHeader("X-Signalbox-User");
  }

  @Test
  void requiresANewSignInAfterReactivation() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String suspension = "/users/" + records.accountId(Persona.MEMBER) + "/suspension";
    admin.post(suspension, Map.of("reason", "a mistake"));
    admin.delete(suspension);

    assertThat(member.get("/access")).hasStatus(401);
  }

  @Test
  void deniesAUserWhoLeftTheOrganization() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.gitHub().leave(Persona.MEMBER, AcmeInstallation.ACME);
    TestInstallation.clock().advance(Duration.ofMinutes(16));

    // triggers the membership check without a request to the console
    member.get("/access");

    await()
        .untilAsserted(
            () ->
                assertThat(member.get("/access"))
                    .hasStatus(403)
                    .hasHeader("X-Signalbox-Refused", "outside"));
  }

  @Test
  void deniesAccessAfterFourHoursWithoutConfirmation() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    TestInstallation.clock().advance(Duration.ofHours(4).plusSeconds(1));

    assertThat(member.get("/access")).hasHeader("X-Signalbox-Refused", "unconfirmed");
  }

  @Test
  void endsWithTheSession() {
    MockBrowser one = browsers.signedIn(Persona.MEMBER);
    MockBrowser other = browsers.signedIn(Persona.MEMBER);

    other.delete("/sessions");

    assertThat(one.get("/access")).hasStatus(401);
    assertThat(other.get("/access")).hasStatusOk();
  }

  @Test
  void endsWithTheSignOut() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    MockBrowser thief = browsers.open();
    thief.cookies().putAll(member.cookies());

    member.post("/sign-out", Map.of());

    assertThat(member.cookies()).doesNotContainKey(AccessPassService.COOKIE);
    assertThat(thief.get("/access")).hasStatus(401);
  }

  @Test
  void lastsTwelveHoursAfterTheSignIn() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    TestInstallation.clock().advance(Duration.ofHours(12).plusSeconds(1));

    assertThat(member.get("/access")).hasStatus(401);
  }

  @Test
  void isValidForTheAccessEndpointOnly() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    MockBrowser withPass = browsers.open();
    withPass
        .cookies()
        .put(
            AccessPassService.COOKIE,
            Objects.requireNonNull(admin.cookies().get(AccessPassService.COOKIE)));
    MockBrowser withSession = browsers.open();
    withSession
        .cookies()
        .put("signalbox", Objects.requireNonNull(admin.cookies().get("signalbox")));

    assertThat(withPass.get("/access")).hasStatusOk();
    assertThat(withPass.get("/users")).hasStatus(303);
    assertThat(withSession.get("/access")).hasStatus(401);
  }

  @Test
  void storesOnlyTheHash() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    String secret =
        Objects.requireNonNull(member.cookies().get(AccessPassService.COOKIE)).getValue();

    assertThat(secret).hasSize(43);
    assertThat(
            records.count(
                "access_pass where position(convert_to('"
                    + secret
                    + "', 'UTF8') in"
                    + " hash) > 0"))
        .isZero();
    assertThat(records.count("access_pass where length(hash) = 32")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void ignoresInvalidPasses(String value) {
    MockBrowser anonymous = browsers.open();
    anonymous.cookies().put(AccessPassService.COOKIE, new Cookie("signalbox-access", value));

    assertThat(anonymous.get("/access")).hasStatus(401);
  }

  @Test
  void checksAccessByGitHubId() {
    browsers.signedIn(Persona.MEMBER);

    assertThat(access.forGitHubId(Persona.MEMBER.id()))
        .isInstanceOfSatisfying(
            AccessDecision.Allowed.class,
            allowed -> assertThat(allowed.login()).isEqualTo("member"));
    assertThat(access.forGitHubId(4_711)).isEqualTo(new AccessDecision.Unauthenticated());
    assertThat(access.forGitHubId(Persona.NEWCOMER.id()))
        .isEqualTo(new AccessDecision.Unauthenticated());
    records.setAccountColumn(Persona.MEMBER, "status", "SUSPENDED");
    assertThat(access.forGitHubId(Persona.MEMBER.id()))
        .isEqualTo(new AccessDecision.Denied(Cause.SUSPENDED));
  }

  private static MvcTestResult get(MockBrowser browser, String endpoint, String path) {
    return browser.send(
        HttpMethod.GET,
        endpoint,
        request ->
            request
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", TestInstallation.CI_HOST)
                .header("X-Forwarded-Uri", path));
  }

  /** Decodes percent signs only; a lone one stays. */
  private static String decoded(String text) {
    return URLDecoder.decode(
        text.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
