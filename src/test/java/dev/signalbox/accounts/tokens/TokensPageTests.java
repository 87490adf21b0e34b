package dev.signalbox.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Creating, listing and revoking tokens. */
@InstallationTest
class TokensPageTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser member;

  @Autowired
  TokensPageTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.member = browsers.open();
  }

  @BeforeEach
  void signIn() {
    member = browsers.signedIn(Persona.MEMBER);
  }

  @Test
  void explainsTokensWhenThereAreNone() {
    assertThat(member.get("/tokens"))
        .hasStatusOk()
        .bodyText()
        .contains("No active tokens", "No API tokens", "New token");
  }

  @Test
  void showsANewTokenOnceAndStoresOnlyItsHash() {
    String secret = MockApiClient.newToken(member, "read,write");

    assertThat(member.get("/tokens"))
        .bodyText()
        .contains("a script", "read, write", "1 active (max 20)", "expires in 29 d")
        .doesNotContain(secret);
    assertThat(storedText()).doesNotContain(secret);
  }

  @Test
  void createsOneTokenForAFormThatIsSubmittedTwice() {
    Map<String, String> form =
        Map.of(
            "name",
            "nightly",
            "scopes",
            "read",
            "expires",
            inDays(30),
            "form-key",
            UUID.randomUUID().toString());

    String first = redirect(member.post("/tokens", form));
    String second = redirect(member.post("/tokens", form));

    assertThat(second).isEqualTo(first);
    assertThat(records.count("api_token")).isEqualTo(1);
  }

  @Test
  void acceptsARejectedFormAgain() {
    String key = UUID.randomUUID().toString();
    assertThat(
            member.post(
                "/tokens",
                Map.of("name", "", "scopes", "read", "expires", inDays(30), "form-key", key)))
        .hasStatus(422);

    assertThat(
            member.post(
                "/tokens",
                Map.of("name", "a", "scopes", "read", "expires", inDays(30), "form-key", key)))
        .hasStatus3xxRedirection();
    assertThat(records.count("api_token")).isEqualTo(1);
  }

  @Test
  void showsANewTokenToItsOwnerForFiveMinutes() {
    String created = redirect(post("nightly", "read", inDays(30)));
    assertThat(created).startsWith("/tokens/created?form=");

    assertThat(member.get(created)).hasStatusOk().bodyText().contains("sbx_");
    assertThat(browsers.signedIn(Persona.ADMIN).get(created)).hasRedirectedUrl("/tokens");
    TestInstallation.clock().advance(Duration.ofMinutes(6));
    assertThat(member.get(created)).hasRedirectedUrl("/tokens");
  }

  @Test
  void recordsTheCreation() {
    String secret = MockApiClient.newToken(member, "orbs");

    DatabaseTestClient.Event event = records.event("token.created");
    assertThat(event.actor()).isEqualTo("member");
    assertThat(event.target()).isEqualTo("a script");
    assertThat(event.payload())
        .contains("\"orbs\"", "\"expires_at\":\"" + inDays(30), "\"owner\":\"member\"")
        .doesNotContain(secret);
  }

  @Test
  void keepsTheInputWhenItIsInvalid() {
    assertThat(post("x".repeat(101), "write", "2099-01-01"))
        .hasStatus(422)
        .bodyText()
        .contains(
            "2 fields need attention",
            "At most 100 characters.",
            "Choose a date between ",
            "value=\"" + "x".repeat(101) + "\"",
            "value=\"2099-01-01\"")
        .containsPattern("value=\"write\"\\s+checked=\"checked\"")
        .doesNotContainPattern("value=\"read\"\\s+checked");
    assertThat(records.count("api_token")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "read,ingest", "READ"})
  void rejectsUnknownScopes(String scopes) {
    assertThat(post("nightly", scopes, inDays(30)))
        .hasStatus(422)
        .bodyText()
        .contains("Select only the listed scopes.");
    assertThat(records.count("api_token")).isZero();
  }

  @Test
  void requiresAScope() {
    assertThat(post("nightly", "", inDays(30)))
        .hasStatus(422)
        .bodyText()
        .contains("Select at least one scope.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0", "-1", "367"})
  void rejectsADateOutsideTheYear(String day) {
    String date = day.matches("-?\\d+") ? inDays(Integer.parseInt(day)) : day;

    assertThat(post("nightly", "read", date))
        .hasStatus(422)
        .bodyText()
        .contains("Choose a date between");
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "90, 90", "365, 365"})
  void offersLifetimesInDays(String lifetime, int days) {
    assertThat(
            member.post(
                "/tokens",
                Map.of(
                    "name", "nightly", "scopes", "read", "lifetime", lifetime, "expires", "soon")))
        .hasStatus3xxRedirection();
    assertThat(records.event("token.created").payload())
        .contains("\"expires_at\":\"" + inDays(days) + "T00:00:00Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "367", "9223372036854775807", "99999999999999999999", "soon"})
  void rejectsOtherLifetimes(String lifetime) {
    assertThat(
            member.post(
                "/tokens", Map.of("name", "nightly", "scopes", "read", "lifetime", lifetime)))
        .hasStatus(422)
        .bodyText()
        .contains("Choose a date between", "value=\"nightly\"");
  }

  @Test
  void acceptsACustomDate() {
    assertThat(
            member.post(
                "/tokens",
                Map.of(
                    "name",
                    "nightly",
                    "scopes",
                    "read",
                    "lifetime",
                    "custom",
                    "expires",
                    inDays(45))))
        .hasStatus3xxRedirection();
    assertThat(records.event("token.created").payload()).contains(inDays(45));
  }

  @Test
  void acceptsTheLastDayOfTheYear() {
    assertThat(post("nightly", "read", today().plusYears(1).toString())).hasStatus3xxRedirection();
  }

  @Test
  void requiresReauthentication() {
    member.get("/sessions");
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    assertThat(member.get("/tokens")).hasStatusOk();
    assertThat(member.get("/tokens/new")).hasStatus(303);
    assertThat(post("nightly", "read", inDays(30))).hasStatus(303);
    assertThat(records.count("api_token")).isZero();
  }

  @Test
  void limitsActiveTokensToTwenty() {
    for (int i = 0; i < 20; i++) {
      MockApiClient.newToken(member, "read");
    }

    assertThat(post("one more", "read", inDays(30)))
        .hasStatus(422)
        .bodyText()
        .contains("Limit of 20 active tokens reached.");
    assertThat(member.get("/tokens")).bodyText().contains("aria-disabled=\"true\"");
    assertThat(records.count("api_token")).isEqualTo(20);
  }

  @Test
  void revokesTheUsersOwnToken() {
    MockApiClient.newToken(member, "read");
    assertThat(member.get("/tokens/" + id()))
        .hasStatusOk()
        .bodyText()
        .contains("fail immediately", "Never used.");

    assertThat(member.delete("/tokens/" + id())).hasStatus(302).hasHeader("Location", "/tokens");

    assertThat(member.get("/tokens"))
        .bodyText()
        .contains("Token “a script” revoked.", "Revoked", "by member", "No active tokens");
    assertThat(records.event("token.revoked").payload()).contains("\"read\"");
    member.delete("/tokens/" + id());
    assertThat(member.get("/tokens")).bodyText().contains("was already inactive");
    assertThat(records.actions()).containsOnlyOnce("token.revoked");
  }

  @Test
  void hidesOtherUsersTokensFromNonAdmins() {
    MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read");

    for (Persona persona : new Persona[] {Persona.MEMBER, Persona.VIEWER}) {
      MockBrowser browser = browsers.signedIn(persona);
      assertThat(browser.get("/tokens/" + id())).hasStatus(404);
      assertThat(browser.delete("/tokens/" + id())).hasStatus(404);
    }
    assertThat(records.count("api_token where revoked_at is null")).isOne();
  }

  @Test
  void letsAnAdminRevokeAnyTokenAndReturns() {
    MockApiClient.newToken(member, "read");
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    assertThat(admin.get("/tokens/all?q=MEMBER")).bodyText().contains("a script", "Diego Fuentes");
    assertThat(admin.get("/tokens/all?q=viewer")).bodyText().contains("No tokens match");
    assertThat(
            admin.send(
                HttpMethod.DELETE, "/tokens/" + id(), Map.of("to", "/tokens/all?state=live")))
        .hasStatus(302)
        .hasHeader("Location", "/tokens/all?state=live");
    assertThat(admin.get("/tokens/all?state=live")).bodyText().contains("0 active · 1 inactive");
    assertThat(records.event("token.revoked").actor()).isEqualTo("admin");
  }

  @Test
  void redirectsOnlyToLocalPaths() {
    MockApiClient.newToken(member, "read");

    assertThat(
            member.send(HttpMethod.DELETE, "/tokens/" + id(), Map.of("to", "https://evil.example")))
        .hasHeader("Location", "/");
  }

  @Test
  void showsViewersAllTokensWithoutAButton() {
    MockApiClient.newToken(member, "read");

    assertThat(browsers.signedIn(Persona.VIEWER).get("/tokens/all"))
        .hasStatusOk()
        .bodyText()
        .contains("a script")
        .doesNotContain(">Revoke</a>");
    assertThat(member.get("/tokens/all")).hasStatus(403);
  }

  @Test
  void isAPanelOfAUsersPage() {
    MockApiClient.newToken(member, "read");

    assertThat(
            browsers
                .signedIn(Persona.ADMIN)
                .fragment("/users/" + records.accountId(Persona.MEMBER) + "/tokens"))
        .hasStatusOk()
        .bodyText()
        .contains("1 active", "a script", "to=/users/")
        .doesNotContain("sb-frame");
  }

  @Test
  void pagesThroughAllTokensInBothDirections() {
    database
        .sql(
            """
            insert into api_token (id, account_id, epoch, name, hash, scopes, created_at, expires_at)
            select gen_random_uuid(), a.id, a.epoch, 'bulk ' || to_char(n, 'FM000'),
              sha256(n::text::bytea), '{READ}', timestamptz '2026-01-01' + n * interval '1 second',
              timestamptz '2026-12-01'
            from account a, generate_series(1, 120) n where a.login = 'viewer'
            """)
        .update();
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String first = MockBrowser.body(admin.get("/tokens/all"));
    String second = MockBrowser.body(admin.get(link(first, "next")));
    String third = MockBrowser.body(admin.get(link(second, "next")));

    assertThat(first).contains("bulk 120", "bulk 071").doesNotContain("bulk 070");
    assertThat(second).contains("bulk 070", "bulk 021").doesNotContain("bulk 020");
    assertThat(third).contains("bulk 020", "bulk 001").doesNotContain("rel=\"next\"");
    assertThat(MockBrowser.body(admin.get(link(third, "prev")))).contains("bulk 070", "bulk 021");
  }

  private MvcTestResult post(String name, String scopes, String expires) {
    return member.post("/tokens", Map.of("name", name, "scopes", scopes, "expires", expires));
  }

  private static String redirect(MvcTestResult response) {
    return Objects.requireNonNull(response.getResponse().getRedirectedUrl());
  }

  private static String inDays(int days) {
    return today().plusDays(days).toString();
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC);
  }

  private static String link(String page, String rel) {
    return page.replaceFirst("(?s).*rel=\"" + rel + "\" href=\"([^\"]+)\".*", "$1")
        .replace("&amp;", "&");
  }

  private String id() {
    return database.sql("select id::text from api_token").query(String.class).single();
  }

  private String storedText() {
    return database
        .sql(
            "select string_agg(x, ' ') from (select t::text x from api_token t union all"
                + " select e::text from audit_event e union all select s::text from"
                + " spring_session_attributes s) everything")
        .query(String.class)
        .single();
  }
}
