package dev.signalbox.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tokens that make, list and end tokens. */
@InstallationTest
class TokensApiTests {

  private final Browsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  TokensApiTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void makesATokenThatWorks() {
    MvcTestResult answer = make(script(Persona.MEMBER, "read,write"), "read", 20);
    assertThat(answer).hasStatus(201);
    String secret = Browser.body(answer).replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");

    assertThat(new Script(console, secret).get("/api/v1/tokens"))
        .hasStatusOk()
        .bodyText()
        .contains("\"name\":\"nightly\"", "\"scopes\":[\"read\"]", "\"live\":true")
        .doesNotContain("sbx_", "\"token\"");
  }

  @Test
  void makesNoneThatCouldDoMoreOrWouldLiveLonger() {
    Script script = script(Persona.ADMIN, "write");

    assertThat(make(script, "read", 20))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"scopes\"", "has only: write");
    assertThat(make(script, "write", 31))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"expires_at\"");
    assertThat(make(script, "everything", 20)).hasStatus(422).bodyText().contains("scopes");
    assertThat(books.count("api_token")).isOne();
  }

  @Test
  void listsOnesOwnOnly() {
    script(Persona.ADMIN, "read");

    assertThat(Browser.body(script(Persona.MEMBER, "read").get("/api/v1/tokens")))
        .containsOnlyOnce("\"id\"");
  }

  @Test
  void revokesItself() {
    Script script = script(Persona.MEMBER, "write");
    String id = database.sql("select id::text from api_token").query(String.class).single();

    assertThat(script.delete("/api/v1/tokens/" + id)).hasStatus(204);
    assertThat(script.delete("/api/v1/tokens/" + id)).hasStatus(401);
  }

  @Test
  void revokesOtherPeoplesForAdminsOnly() {
    script(Persona.MEMBER, "read");
    String id = database.sql("select id::text from api_token").query(String.class).single();

    assertThat(script(Persona.VIEWER, "write").delete("/api/v1/tokens/" + id)).hasStatus(404);
    Script admin = script(Persona.ADMIN, "write");
    assertThat(admin.delete("/api/v1/tokens/" + id)).hasStatus(204);
    assertThat(admin.delete("/api/v1/tokens/" + id)).hasStatus(409);
  }

  private static MvcTestResult make(Script script, String scope, int days) {
    return script.post(
        "/api/v1/tokens",
        "{\"name\":\"nightly\",\"scopes\":[\"%s\"],\"expires_at\":\"%s\"}"
            .formatted(scope, TestInstallation.clock().instant().plus(Duration.ofDays(days))));
  }

  private Script script(Persona persona, String scopes) {
    return new Script(console, Script.newToken(browsers.signedIn(persona), scopes));
  }
}
