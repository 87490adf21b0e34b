package dev.signalbox.accounts.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
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

/** The rules of registration, read and changed by a script. */
@InstallationTest
class RegistrationApiTests {

  private static final String RULES = "/api/v1/registration";
  private static final Pattern CONFIRMED =
      Pattern.compile("\\\\\"confirmed\\\\\": \\\\\"([^\\\\]+)\\\\\"");

  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private Script admin;

  @Autowired
  RegistrationApiTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
    this.admin = new Script(console, "");
  }

  @BeforeEach
  void makeAToken() {
    admin = new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
  }

  @Test
  void readsAndChangesTheRulesOfThePage() {
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
    assertThat(books.event("settings.registration.updated").actor()).isEqualTo("admin");
  }

  @Test
  void tellsBeforeItSavesThatPeopleWouldLoseAccess() {
    MvcTestResult answer = change("false", "\"acme-labs\"", 0, "");
    assertThat(answer)
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:people-lose-access", "Nothing was saved.");
    assertThat(books.count("registration")).isZero();

    Matcher mark = CONFIRMED.matcher(Browser.body(answer));
    assertThat(mark.find()).isTrue();
    assertThat(change("false", "\"acme-labs\"", 0, mark.group(1))).hasStatusOk();
    assertThat(books.count("registration where organization_names = '{acme-labs}'")).isOne();
  }

  @Test
  void refusesWhatWasReadBeforeSomebodyElseSaved() {
    change("false", "\"acme\", \"acme-labs\"", 0, "");

    assertThat(change("true", "", 0, ""))
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:changed-meanwhile", "version 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | '' | Name at least one",
        "true | '\"acme\"' | Name none where anyone may enter",
        "false | '\"acme,globex\"' | No name at GitHub: acme,globex.",
        "false | '\"acme\", \"nowhere\"' | GitHub knows no organisation nowhere.",
      })
  void namesTheFieldAndTheOrganisationThatIsWrong(String anyone, String names, String told) {
    assertThat(change(anyone, names, 0, ""))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"organizations\"", told);
    assertThat(books.count("registration")).isZero();
  }

  @Test
  void savesNothingWhileGitHubIsDown() {
    TestInstallation.gitHub().weather().turn(Weather.Kind.DOWN);

    assertThat(change("false", "\"acme\", \"acme-labs\"", 0, ""))
        .hasStatus(503)
        .bodyText()
        .contains("Nothing was saved. Tried to look the organisation acme up.");
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
