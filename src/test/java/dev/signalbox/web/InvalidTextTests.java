package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** U+0000, unpaired surrogates, noncharacters and invisible names in all texts that enter. */
@InstallationTest
class InvalidTextTests {

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  InvalidTextTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?q=admin%00",
        "/users?org=acme%00",
        "/users.csv?q=a%00",
        "/users.csv?q=%EF%BF%BF",
        "/find?q=adm%00in",
        "/tokens/all?q=%00",
        "/audit?actor=admin%00",
        "/audit?q=%00",
        "/audit.jsonl?actor=admin%00",
        "/nomad/jobs?q=%00",
        "/nomad/clients?q=%00",
        "/nomad/queue?q=%00"
      })
  void listsHaveNoRows(String path) {
    MockApiClient.newToken(admin, "read");

    MvcTestResult answer = admin.get(path);

    assertThat(answer).hasStatusOk();
    String rows = content(answer).replaceAll("(?s)<(datalist|nav).*?</\\1>", "");
    assertThat(rows).doesNotContain("Amara Okafor", "admin@", "user.logged_in", "href=\"/users/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?sort=login&after=a%00~00000000-0000-4000-8000-000000000001",
        "/users?sort=role&before=%EF%BF%BE~00000000-0000-4000-8000-000000000001",
        "/audit?before=%00",
        "/tokens/all?after=%00~%00",
        "/nomad/queue?after=%00",
        "/users/%EF%BF%BF",
        "/audit/%EF%BF%BE",
        "/audit/filters?query=%00",
        "/users?q=a&%EF%BF%BF=b"
      })
  void pagesAnswerInvalidCursorsAndPathsWithoutServerErrors(String path) {
    assertThat(admin.get(path).getResponse().getStatus()).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/users?q=",
        "/api/v1/users?org=",
        "/api/v1/users?sort=login&after=",
        "/api/v1/users?sort=role&before=",
        "/api/v1/audit-events.jsonl?actor=",
        "/api/v1/audit-events.csv?before="
      })
  void theApiRejectsParametersAndNamesThem(String path) {
    MockApiClient script = script("read");
    String name = path.replaceAll("^.*[?&](\\w+)=$", "$1");

    for (String value :
        new String[] {"a%00~00000000-0000-4000-8000-000000000001", "%EF%BF%BF", "%EF%B7%90"}) {
      assertProblem(script.get(path + value), name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\ud800", "a\\udc00", "\\uffff", "\uFDD0"})
  void theApiRejectsTextInBodiesAndNamesTheField(String text) {
    MockApiClient script = script("read,write");
    String user = "/api/v1/users/" + records.accountId(Persona.VIEWER);
    int before = records.events().size();

    assertProblem(
        script.put(user + "/role", "{\"role\":\"member\",\"reason\":\"%s\"}".formatted(text)),
        "reason");
    assertProblem(
        script.post(user + "/suspension", "{\"reason\":\"%s\"}".formatted(text)), "reason");
    assertProblem(script.post("/api/v1/tokens", token(text)), "name");
    assertProblem(
        script.put(
            "/api/v1/registration",
            "{\"anyone\":false,\"suspend_new_users\":false,\"version\":1,\"organizations\":[\"%s\"]}"
                .formatted(text)),
        "organizations");
    assertThat(records.events()).hasSize(before);
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\u00a0", "\\u200b\\u200b", "\\u3164", "\\u2800", "\\ufeff", " \\u202f\\u00ad"})
  void rejectsNamesAndReasonsOfInvisibleCharactersOnly(String text) {
    MockApiClient script = script("read,write");

    assertProblem(script.post("/api/v1/tokens", token(text)), "name");
    assertProblem(
        script.post(
            "/api/v1/users/" + records.accountId(Persona.VIEWER) + "/suspension",
            "{\"reason\":\"%s\"}".formatted(text)),
        "reason");
  }

  @Test
  void formsAreShownAgainWithTheFieldMarkedAndTheTextWithoutInvalidCharacters() {
    String user = "/users/" + records.accountId(Persona.VIEWER);

    assertForm(admin.post(user + "/suspension", Map.of("reason", "a\0b")), "reason", "ab");
    assertForm(
        admin.put(user + "/role", Map.of("role", "MEMBER", "reason", "a\uFFFEb")), "reason", "ab");
    assertForm(
        admin.post("/users/suspensions", Map.of("id", idOf(user), "reason", "\uDC00ab")),
        "reason",
        "ab");
    assertForm(admin.post("/tokens", Map.of("name", "ab\0", "scopes", "read")), "name", "ab");
    assertForm(
        admin.post("/audit/filters", Map.of("name", "ab\0", "query", "actor=admin")), "name", "ab");
    assertForm(
        admin.put(
            "/settings/registration",
            Map.of("who", "members", "organizations", "acme\0, labs", "version", "1")),
        "organizations",
        "acme, labs");
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
    assertThat(records.actions())
        .doesNotContain("user.suspended", "user.role_changed", "registration.changed");
  }

  @Test
  void rejectsInvalidTextOfFormsInParametersThatAreNoFields() {
    MvcTestResult answer = admin.send(HttpMethod.DELETE, "/audit/filters", Map.of("name", "\0"));

    assertThat(answer).hasStatus(422).bodyText().contains("Field “name”", "U+0000");
  }

  @Test
  void formsRejectNamesAndReasonsOfInvisibleCharactersOnly() {
    String user = "/users/" + records.accountId(Persona.VIEWER);

    assertThat(admin.post(user + "/suspension", Map.of("reason", "\u00a0\u200b")))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a reason.");
    assertThat(admin.post("/audit/filters", Map.of("name", "\u3164", "query", "actor=admin")))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a name.");
  }

  @Test
  void aBulkActionOnAFilterWithInvalidTextSelectsNoUsers() {
    MvcTestResult answer =
        admin.get(
            "/users/suspensions?matching="
                + URLEncoder.encode("/users?q=a%00", StandardCharsets.UTF_8));

    assertThat(answer.getResponse().getStatus()).isLessThan(500);
    assertThat(content(answer)).doesNotContain("Amara Okafor");
  }

  /** The page without its header and navigation. */
  private static String content(MvcTestResult page) {
    return MockBrowser.body(page).replaceAll("(?s)^.*<main", "");
  }

  private MockApiClient script(String scopes) {
    return new MockApiClient(console, MockApiClient.newToken(admin, scopes));
  }

  private static String token(String name) {
    return "{\"name\":\"%s\",\"scopes\":[\"read\"],\"expires_at\":\"%s\"}"
        .formatted(name, TestInstallation.clock().instant().plus(Duration.ofDays(5)));
  }

  private static void assertProblem(MvcTestResult answer, String field) {
    assertThat(answer).hasStatus(422).hasContentType("application/problem+json");
    assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
  }

  private static void assertForm(MvcTestResult answer, String field, String text) {
    assertThat(answer).hasStatus(422);
    String page = content(answer);
    assertThat(page)
        .containsPattern(
            "<(input|textarea)[^>]*name=\"%s\"[^>]*(value=\"%s\"|>%s</textarea>)"
                .formatted(field, text, text))
        .containsPattern("name=\"%s\"[^>]*aria-invalid=\"true\"".formatted(field))
        .containsPattern("id=\"error-%s\"".formatted(field))
        .contains("Must not contain U+0000", "They were removed.");
  }

  private static String idOf(String user) {
    return user.substring(user.lastIndexOf('/') + 1);
  }
}
