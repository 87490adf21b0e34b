package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The API that checks access by GitHub id. */
@InstallationTest
class AccessApiControllerTests {

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private MockApiClient service;

  @Autowired
  AccessApiControllerTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.service = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    admin = browsers.signedIn(Persona.ADMIN);
    service = new MockApiClient(console, MockApiClient.newToken(admin, "read"));
  }

  @Test
  void returnsAnAllowedUser() {
    browsers.signedIn(Persona.MEMBER);

    assertThat(access(Persona.MEMBER))
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
  void deniesASuspendedUserWithoutPersonalData() {
    browsers.signedIn(Persona.MEMBER);
    admin.post(
        "/users/" + records.accountId(Persona.MEMBER) + "/suspension", Map.of("reason", "left"));

    assertThat(access(Persona.MEMBER))
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
  void reportsUnknownUsers() {
    assertThat(access(Persona.NEWCOMER))
        .hasStatusOk()
        .bodyText()
        .contains("\"allowed\":false,\"because\":\"unknown\"");
  }

  @Test
  void rejectsANonNumericId() {
    assertThat(service.get("/api/v1/access/admin")).hasStatus(404);
  }

  private MvcTestResult access(Persona persona) {
    return service.get("/api/v1/access/" + persona.id());
  }
}
