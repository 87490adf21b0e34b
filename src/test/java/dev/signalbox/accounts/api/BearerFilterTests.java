package dev.signalbox.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Authentication and authorization of API requests by token. */
@InstallationTest
class BearerFilterTests {

  private static final String USERS = "/api/v1/users";

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  BearerFilterTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void asksForATokenWhenThereIsNone() {
    MvcTestResult answer = console.get().uri(USERS).exchange();

    assertThat(answer)
        .hasStatus(401)
        .hasContentType("application/problem+json")
        .hasHeader("WWW-Authenticate", "Bearer realm=\"signalbox\"")
        .bodyText()
        .contains("\"status\":401", "\"title\":\"Unauthorized\"", "\"type\":\"about:blank\"");
  }

  @Test
  void ignoresCookies() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    assertThat(admin.get(USERS)).hasStatus(401);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization,'Bearer '",
    "Authorization,'bearer '",
    "Authorization,''",
    "Circle-Token,''"
  })
  void readsATokenFromEachHeader(String header, String before) {
    MockApiClient script = script(Persona.VIEWER, "read");

    assertThat(console.get().uri(USERS).header(header, before + script.token()).exchange())
        .hasStatusOk();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "sbx_short", "Basic YTpi", ""})
  void rejectsMalformedTokens(String offered) {
    assertThat(console.get().uri(USERS).header("Authorization", "Bearer " + offered).exchange())
        .hasStatus(401)
        .hasHeader("WWW-Authenticate", "Bearer realm=\"signalbox\", error=\"invalid_token\"")
        .bodyText()
        .contains("Not a Signalbox token");
  }

  @Test
  void rejectsAnUnknownToken() {
    MockApiClient script = script(Persona.VIEWER, "read");
    database.sql("delete from api_token").update();

    assertThat(script.get(USERS)).hasStatus(401).bodyText().contains("Unknown token.");
  }

  @ParameterizedTest
  @CsvSource({
    "MEMBER, read, 403, 403, 200", "MEMBER, 'read,write', 403, 403, 200",
    "VIEWER, read, 200, 403, 200", "VIEWER, 'read,write', 200, 403, 200",
    "VIEWER, write, 403, 403, 403", "ADMIN, read, 200, 403, 200",
    "ADMIN, write, 403, 200, 403", "ADMIN, 'read,write', 200, 200, 200",
    "ADMIN, 'orbs,audit_ingest', 403, 403, 403",
  })
  void requiresScopeAndRole(Persona persona, String scopes, int list, int change, int own) {
    MockApiClient script = script(persona, scopes);

    assertThat(script.get(USERS)).hasStatus(list);
    assertThat(script.put(role(Persona.MEMBER), "{\"role\":\"member\"}")).hasStatus(change);
    assertThat(script.get("/api/v1/tokens")).hasStatus(own);
  }

  @Test
  void namesTheMissingScope() {
    assertThat(script(Persona.ADMIN, "read").put(role(Persona.MEMBER), "{}"))
        .hasStatus(403)
        .hasContentType("application/problem+json")
        .hasHeader(
            "WWW-Authenticate",
            "Bearer realm=\"signalbox\", error=\"insufficient_scope\", scope=\"write\"")
        .bodyText()
        .contains("urn:signalbox:problem:insufficient-scope");
  }

  @Test
  void followsTheOwnersRole() {
    MockApiClient script = script(Persona.VIEWER, "read,write");
    records.setAccountColumn(Persona.VIEWER, "role", "ADMIN");
    assertThat(script.put(role(Persona.MEMBER), "{\"role\":\"viewer\"}")).hasStatusOk();

    records.setAccountColumn(Persona.VIEWER, "role", "MEMBER");

    assertThat(script.get(USERS)).hasStatus(403).bodyText().contains("is member");
  }

  @Test
  void isInvalidAfterASuspension() {
    MockApiClient script = script(Persona.VIEWER, "read");
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String suspension = "/users/" + records.accountId(Persona.VIEWER) + "/suspension";
    admin.post(suspension, Map.of("reason", "left"));
    assertThat(script.get(USERS)).hasStatus(401).bodyText().contains("is suspended");

    admin.delete(suspension);

    assertThat(script.get(USERS)).hasStatus(401).bodyText().contains("was revoked after");
  }

  @Test
  void isInvalidWhenRevokedOrExpired() {
    MockApiClient revoked = script(Persona.VIEWER, "read");
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    viewer.delete(
        "/tokens/" + database.sql("select id from api_token").query(String.class).single());
    assertThat(revoked.get(USERS)).hasStatus(401).bodyText().contains("was revoked on");

    MockApiClient expired = script(Persona.VIEWER, "read");
    TestInstallation.clock().advance(Duration.ofDays(30));

    assertThat(expired.get(USERS)).hasStatus(401).bodyText().contains("expired on");
  }

  @Test
  void renewsTheMembershipOfAnUnusedToken() {
    MockApiClient script = script(Persona.ADMIN, "read,write");
    TestInstallation.clock().advance(Duration.ofDays(3));

    assertThat(script.put(role(Persona.MEMBER), "{\"role\":\"viewer\"}")).hasStatusOk();
  }

  @Test
  void isReadOnlyAndThenUnavailableWhileGitHubIsDown() {
    MockApiClient script = script(Persona.ADMIN, "read,write");
    TestInstallation.gitHub().close();
    TestInstallation.clock().advance(Duration.ofMinutes(61));
    assertThat(script.get(USERS)).hasStatusOk();
    assertThat(script.put(role(Persona.MEMBER), "{\"role\":\"viewer\"}"))
        .hasStatus(403)
        .bodyText()
        .contains("urn:signalbox:problem:unconfirmed");

    TestInstallation.clock().advance(Duration.ofHours(3));

    assertThat(script.get(USERS)).hasStatus(503).hasHeader("Retry-After", "60");
  }

  @Test
  void recordsTheLastUseOncePerMinute() {
    MockApiClient script = script(Persona.VIEWER, "read");
    script.get(USERS);
    Awaitility.await().until(() -> lastUse() != null);
    String first = String.valueOf(lastUse());
    assertThat(first).endsWith("127.0.0.1");
    TestInstallation.clock().advance(Duration.ofSeconds(59));
    script.get(USERS);
    TestInstallation.clock().advance(Duration.ofSeconds(2));
    assertThat(lastUse()).isEqualTo(first);

    script.get(USERS);

    Awaitility.await().until(() -> !first.equals(lastUse()));
  }

  @Test
  void recordsTheUserAndTheTokenInTheAuditLog() {
    MockApiClient script = script(Persona.ADMIN, "write");
    script.put(role(Persona.MEMBER), "{\"role\":\"viewer\"}");

    assertThat(records.event("user.role.changed").actor()).isEqualTo("admin");
    assertThat(
            database
                .sql(
                    "select metadata->>'token_name' from audit_event"
                        + " where action = 'user.role.changed'")
                .query(String.class)
                .single())
        .isEqualTo("a script");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, 404",
    "GET, /api/v1/users/no-uuid, 404",
    "GET, /api/v1/users/00000000-0000-0000-0000-000000000000, 404",
    "PATCH, /api/v1/users, 405",
    "GET, /api/, 404",
    "GET, /api/v2/users, 404",
    "POST, /api/v1/tokens, 400",
  })
  void respondsWithProblemsInsteadOfHtml(HttpMethod method, String path, int status) {
    assertThat(script(Persona.ADMIN, "read,write").send(method, path, request -> request))
        .hasStatus(status)
        .hasContentType("application/problem+json");
  }

  @Test
  void namesTheAllowedMethods() {
    assertThat(
            script(Persona.ADMIN, "read,write")
                .send(HttpMethod.PATCH, USERS, request -> request)
                .getResponse()
                .getHeader("Allow"))
        .contains("GET");
  }

  @Test
  void rejectsOtherMediaTypes() {
    assertThat(
            script(Persona.VIEWER, "read")
                .send(HttpMethod.GET, USERS, request -> request.accept("text/html")))
        .hasStatus(406)
        .hasContentType("application/problem+json");
  }

  @Test
  void createsNoSession() {
    MockApiClient script = script(Persona.VIEWER, "read");
    long before = records.count("spring_session");

    assertThat(script.get(USERS).getResponse().getCookies()).isEmpty();
    assertThat(records.count("spring_session")).isEqualTo(before);
  }

  private @Nullable String lastUse() {
    return database
        .sql("select max(last_used_at) || ' ' || max(last_used_from) from api_token")
        .query((row, number) -> row.getString(1))
        .list()
        .getFirst();
  }

  private String role(Persona persona) {
    return "/api/v1/users/" + records.accountId(persona) + "/role";
  }

  private MockApiClient script(Persona persona, String scopes) {
    return new MockApiClient(console, MockApiClient.newToken(browsers.signedIn(persona), scopes));
  }
}
