package dev.signalbox.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The registration rules in the API. */
@InstallationTest
class RegistrationApiControllerTests {

  private static final String RULES = "/api/v1/registration";
  private static final Pattern CONFIRMED =
      Pattern.compile("\\\\\"confirmed\\\\\": \\\\\"([^\\\\]+)\\\\\"");

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockApiClient admin;

  @Autowired
  RegistrationApiControllerTests(
      MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    admin =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
  }

  @Test
  void readsAndChangesTheRules() {
    assertThat(admin.get(RULES))
        .hasStatusOk()
        .bodyJson()
        .isEqualTo(
            """
            {"anyone": false, "organizations": [{"name": "acme", "github_id": 9001}],
             "suspend_new_users": false, "version": 0, "saved_by": null, "saved_at": null}
            """);

    assertThat(change("false", "\"ACME\", \"acme-labs\"", 0, ""))
        .hasStatusOk()
        .bodyText()
        .contains("\"acme-labs\",\"github_id\":9002", "\"version\":1", "\"saved_by\":\"admin\"");
    assertThat(records.event("settings.registration.updated").actor()).isEqualTo("admin");
  }

  @Test
  void asksForConfirmationWhenUsersWouldLoseAccess() {
    MvcTestResult answer = change("false", "\"acme-labs\"", 0, "");
    assertThat(answer)
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:confirmation-required", "Nothing was saved.");
    assertThat(records.count("registration")).isZero();

    Matcher mark = CONFIRMED.matcher(MockBrowser.body(answer));
    assertThat(mark.find()).isTrue();
    assertThat(change("false", "\"acme-labs\"", 0, mark.group(1))).hasStatusOk();
    assertThat(records.count("registration where organization_names = '{acme-labs}'")).isOne();
  }

  @Test
  void rejectsAStaleVersion() {
    change("false", "\"acme\", \"acme-labs\"", 0, "");

    assertThat(change("true", "", 0, ""))
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:version-conflict", "version 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | '' | Enter at least one organization",
        "true | '\"acme\"' | Must be empty if anyone is true.",
        "false | '\"acme,globex\"' | Not a valid GitHub name: acme,globex.",
        "false | '\"acme\", \"nowhere\"' | nowhere",
      })
  void reportsTheInvalidField(String anyone, String names, String message) {
    assertThat(change(anyone, names, 0, ""))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"organizations\"", message);
    assertThat(records.count("registration")).isZero();
  }

  @Test
  void savesNothingWhileGitHubIsDown() {
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    assertThat(change("false", "\"acme\", \"acme-labs\"", 0, ""))
        .hasStatus(503)
        .bodyText()
        .contains("Nothing was saved. Tried to look up the organization acme.");
  }

  private MvcTestResult change(String anyone, String names, int version, String confirmed) {
    return admin.put(
        RULES,
        """
        {"anyone": %s, "organizations": [%s], "suspend_new_users": false, "version": %d,
         "confirmed": "%s"}
        """
            .formatted(anyone, names, version, confirmed));
  }
}
