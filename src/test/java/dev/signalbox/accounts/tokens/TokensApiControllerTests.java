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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Creating, listing and revoking tokens in the API. */
@InstallationTest
class TokensApiControllerTests {

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  TokensApiControllerTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void createsAWorkingToken() {
    MvcTestResult answer = create(script(Persona.MEMBER, "read,write"), "read", 20);
    assertThat(answer).hasStatus(201);
    String secret = MockBrowser.body(answer).replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");

    assertThat(new MockApiClient(console, secret).get("/api/v1/tokens"))
        .hasStatusOk()
        .bodyText()
        .contains("\"name\":\"nightly\"", "\"scopes\":[\"read\"]", "\"live\":true")
        .doesNotContain("sbx_", "\"token\"");
  }

  @Test
  void rejectsFurtherScopesAndALaterExpiration() {
    MockApiClient script = script(Persona.ADMIN, "write");

    assertThat(create(script, "read", 20))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"scopes\"", "has only: write");
    assertThat(create(script, "write", 31))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"expires_at\"");
    assertThat(create(script, "everything", 20)).hasStatus(422).bodyText().contains("scopes");
    assertThat(records.count("api_token")).isOne();
  }

  @Test
  void listsOnlyTheUsersOwnTokens() {
    script(Persona.ADMIN, "read");

    assertThat(MockBrowser.body(script(Persona.MEMBER, "read").get("/api/v1/tokens")))
        .containsOnlyOnce("\"id\"");
  }

  @Test
  void revokesItself() {
    MockApiClient script = script(Persona.MEMBER, "write");
    String id = database.sql("select id::text from api_token").query(String.class).single();

    assertThat(script.delete("/api/v1/tokens/" + id)).hasStatus(204);
    assertThat(script.delete("/api/v1/tokens/" + id)).hasStatus(401);
  }

  @Test
  void letsOnlyAdminsRevokeOtherUsersTokens() {
    script(Persona.MEMBER, "read");
    String id = database.sql("select id::text from api_token").query(String.class).single();

    assertThat(script(Persona.VIEWER, "write").delete("/api/v1/tokens/" + id)).hasStatus(404);
    MockApiClient admin = script(Persona.ADMIN, "write");
    assertThat(admin.delete("/api/v1/tokens/" + id)).hasStatus(204);
    assertThat(admin.delete("/api/v1/tokens/" + id)).hasStatus(409);
  }

  private static MvcTestResult create(MockApiClient script, String scope, int days) {
    return script.post(
        "/api/v1/tokens",
        "{\"name\":\"nightly\",\"scopes\":[\"%s\"],\"expires_at\":\"%s\"}"
            .formatted(scope, TestInstallation.clock().instant().plus(Duration.ofDays(days))));
  }

  private MockApiClient script(Persona persona, String scopes) {
    return new MockApiClient(console, MockApiClient.newToken(browsers.signedIn(persona), scopes));
  }
}
