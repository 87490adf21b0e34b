package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a service of the installation learns about a person by their GitHub id. */
@InstallationTest
class AccessApiTests {

  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private Browser admin;
  private Script service;

  @Autowired
  AccessApiTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
    this.admin = browsers.open();
    this.service = new Script(console, "");
  }

  @BeforeEach
  void makeAToken() {
    admin = browsers.signedIn(Persona.ADMIN);
    service = new Script(console, Script.newToken(admin, "read"));
  }

  @Test
  void tellsWhoMayPass() {
    browsers.signedIn(Persona.MEMBER);

    assertThat(about(Persona.MEMBER))
        .hasStatusOk()
        .bodyJson()
        .isEqualTo(
            """
            {"github_id": %d, "allowed": true, "because": null, "login": "member",
             "name": "%s", "role": "member"}
            """
                .formatted(Persona.MEMBER.id(), Persona.MEMBER.displayName()));
  }

  @Test
  void saysNoFromTheSuspensionOnAndNothingElseAboutThePerson() {
    browsers.signedIn(Persona.MEMBER);
    admin.post("/users/" + books.id(Persona.MEMBER) + "/suspension", Map.of("reason", "left"));

    assertThat(about(Persona.MEMBER))
        .hasStatusOk()
        .bodyJson()
        .isEqualTo(
            """
            {"github_id": %d, "allowed": false, "because": "suspended", "login": null,
             "name": null, "role": null}
            """
                .formatted(Persona.MEMBER.id()));
  }

  @Test
  void saysThatItNeverSawSomebody() {
    assertThat(about(Persona.NEWCOMER))
        .hasStatusOk()
        .bodyText()
        .contains("\"allowed\":false,\"because\":\"unknown\"");
  }

  @Test
  void knowsNobodyByAWord() {
    assertThat(service.get("/api/v1/access/admin")).hasStatus(404);
  }

  private MvcTestResult about(Persona persona) {
    return service.get("/api/v1/access/" + persona.id());
  }
}
