package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Users in the API. */
@InstallationTest
class UsersApiControllerTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockApiClient admin;

  @Autowired
  UsersApiControllerTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
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
  void returnsAUserWithStableFieldNames() {
    Map<String, Object> person =
        JSON.readValue(
            MockBrowser.body(admin.get(user(Persona.SUSPENDED))), new TypeReference<>() {});

    assertThat(person)
        .containsOnlyKeys(
            "id",
            "github_id",
            "login",
            "name",
            "email",
            "role",
            "state",
            "state_since",
            "state_by",
            "state_reason",
            "state_until",
            "organizations",
            "first_seen",
            "last_seen",
            "sign_ins")
        .containsEntry("login", "suspended")
        .containsEntry("github_id", 1006)
        .containsEntry("role", "member")
        .containsEntry("state", "suspended")
        .containsEntry("state_by", "admin")
        .containsEntry("email", null);
  }

  @Test
  void linksToTheNextAndPreviousPage() {
    List<String> all = logins(admin.get("/api/v1/users?limit=200"));
    List<String> walked = new ArrayList<>();
    @Nullable String next = "/api/v1/users?limit=7";
    String last = "";
    while (next != null) {
      MvcTestResult page = admin.get(next);
      walked.addAll(logins(page));
      last = next;
      next = link(page, "next");
    }

    assertThat(walked).isEqualTo(all).hasSizeGreaterThan(20);
    MvcTestResult before = admin.get(String.valueOf(link(admin.get(last), "prev")));
    int end = all.size() - logins(admin.get(last)).size();
    assertThat(logins(before)).isEqualTo(all.subList(end - 7, end));
    assertThat(admin.get("/api/v1/users?limit=200")).doesNotContainHeader("Link");
  }

  @ParameterizedTest
  @CsvSource({
    "state=suspended_new, status = 'SUSPENDED_NEW'",
    "role=viewer, role = 'VIEWER'",
    "q=MEI-LING, name like 'Mei-Ling%'",
    "role=admin&state=suspended, false",
    "idle=3650, false",
    "org=acme-labs, id in (select account_id from account_organization where login = 'acme-labs' and state = 'ACTIVE')"
  })
  void filters(String query, String condition) {
    assertThat(logins(admin.get("/api/v1/users?limit=200&" + query)))
        .hasSize((int) records.count("account where " + condition));
  }

  @Test
  void ordersByAnyColumn() {
    List<String> newest = logins(admin.get("/api/v1/users?limit=200&sort=-first"));

    assertThat(newest)
        .isEqualTo(
            records.queryForStrings("select login from account order by first_seen desc, id desc"));
    assertThat(logins(admin.get("/api/v1/users?limit=200&sort=login"))).isNotEqualTo(newest);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=201,limit",
    "limit=many,limit",
    "state=gone,state",
    "idle=0,idle",
    "sort=email,sort",
    "after=nowhere,after",
    "before=nowhere,before",
    "role=king,role"
  })
  void reportsTheInvalidParameter(String query, String field) {
    assertThat(admin.get("/api/v1/users?" + query))
        .hasStatus(422)
        .hasContentType("application/problem+json")
        .bodyText()
        .contains("\"errors\":[{\"field\":\"" + field + "\"");
  }

  @Test
  void suspendsAndActivates() {
    String suspension = user(Persona.VIEWER) + "/suspension";
    assertThat(admin.post(suspension, "{\"reason\": \" left \"}"))
        .hasStatusOk()
        .bodyText()
        .contains("\"state\":\"suspended\"", "\"state_reason\":\"left\"");
    assertThat(admin.post(suspension, "{\"reason\": \"left\"}"))
        .hasStatus(409)
        .bodyText()
        .contains("urn:signalbox:problem:no-change");

    assertThat(admin.delete(suspension)).bodyText().contains("\"state\":\"active\"");

    assertThat(admin.delete(suspension)).hasStatus(409);
    assertThat(records.event("user.suspended").payload()).contains("\"reason\":\"left\"");
    assertThat(records.event("user.activated").actor()).isEqualTo("admin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}|422|reason", "{\"reason\":\" \"}|422|reason", "{|400|Malformed JSON"})
  void requiresAReason(String body, int status, String word) {
    assertThat(admin.post(user(Persona.VIEWER) + "/suspension", body))
        .hasStatus(status)
        .bodyText()
        .contains(word);
  }

  @Test
  void suspendsUntilAFutureTime() {
    String suspension = user(Persona.VIEWER) + "/suspension";
    assertThat(
            admin.post(suspension, "{\"reason\": \"leave\", \"until\": \"2001-01-01T00:00:00Z\"}"))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"until\"");

    assertThat(
            admin.post(suspension, "{\"reason\": \"leave\", \"until\": \"2101-01-01T00:00:00Z\"}"))
        .hasStatusOk()
        .bodyText()
        .contains("\"state_until\":\"2101-01-01T00:00:00Z\"");
    assertThat(records.event("user.suspended").payload()).contains("2101-01-01T00:00:00Z");
  }

  @Test
  void changesARoleIdempotently() {
    for (int i = 0; i < 2; i++) {
      assertThat(admin.put(user(Persona.MEMBER) + "/role", "{\"role\":\"viewer\"}"))
          .hasStatusOk()
          .bodyText()
          .contains("\"role\":\"viewer\"");
    }
    assertThat(records.actions()).containsOnlyOnce("user.role.changed");
  }

  @Test
  void reportsAnUnknownRole() {
    assertThat(admin.put(user(Persona.MEMBER) + "/role", "{\"role\":\"king\"}"))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"role\"");
  }

  @Test
  void refusesToChangeTheCallersOwnAccount() {
    assertThat(admin.put(user(Persona.ADMIN) + "/role", "{\"role\":\"viewer\"}"))
        .hasStatus(422)
        .bodyText()
        .contains("urn:signalbox:problem:self-modification");
    assertThat(admin.post(user(Persona.ADMIN) + "/suspension", "{\"reason\":\"me\"}"))
        .hasStatus(422);
    assertThat(records.accountColumn(Persona.ADMIN, "role")).isEqualTo("ADMIN");
  }

  private String user(Persona persona) {
    return "/api/v1/users/" + records.accountId(persona);
  }

  private static List<String> logins(MvcTestResult page) {
    List<Map<String, Object>> people =
        JSON.readValue(MockBrowser.body(page), new TypeReference<>() {});
    return people.stream().map(person -> String.valueOf(person.get("login"))).toList();
  }

  private static @Nullable String link(MvcTestResult page, String rel) {
    @Nullable String header = page.getResponse().getHeader("Link");
    Matcher link =
        Pattern.compile("<([^>]+)>; rel=\"" + rel + "\"").matcher(header == null ? "" : header);
    if (!link.find()) {
      return null;
    }
    URI uri = URI.create(link.group(1));
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
