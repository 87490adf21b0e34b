package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A filter that can't be read selects nothing, on every list. */
@InstallationTest
class ListParametersTests {

  /** Pages that read their parameters with {@link ListParameters}. */
  private static final TreeSet<String> PAGES =
      new TreeSet<>(
          Arrays.asList(
              "/artifact-files",
              "/audit",
              "/audit/exports",
              "/nomad",
              "/nomad/clients",
              "/nomad/jobs",
              "/nomad/queue",
              "/nomad/rolling-drains/new",
              "/snapshots",
              "/snapshots/{name}/log",
              "/tokens/all",
              "/users"));

  /** Downloads and API routes that do. */
  private static final TreeSet<String> FILES =
      new TreeSet<>(
          Arrays.asList(
              "/api/v1/audit-events.{ending}",
              "/api/v1/users",
              "/audit.csv",
              "/audit.csv.gz",
              "/audit.jsonl",
              "/audit.jsonl.gz",
              "/nomad/clients.csv",
              "/nomad/jobs.csv",
              "/nomad/queue.csv",
              "/users.csv"));

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final RequestMappingHandlerMapping mappings;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  ListParametersTests(
      MockBrowsers browsers,
      MockMvcTester console,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.mappings = mappings;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void everyRouteThatReadsAllParametersIsListedHere() {
    TreeSet<String> expected = new TreeSet<>(PAGES);
    expected.addAll(FILES);

    TreeSet<String> found = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (route, handler) -> {
              if (!handler.getBeanType().getPackageName().contains(".sandbox")
                  && Arrays.stream(handler.getMethodParameters())
                      .anyMatch(
                          parameter ->
                              parameter.hasParameterAnnotation(RequestParam.class)
                                  && Map.class.isAssignableFrom(parameter.getParameterType()))) {
                found.addAll(route.getPatternValues());
              }
            });

    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/users, state",
    "/users, role",
    "/users, idle",
    "/tokens/all, state",
    "/audit, range",
    "/audit, outcome",
    "/audit, from",
    "/audit, until",
    "/audit/exports, range",
    "/audit/exports, outcome",
    "/audit/exports, from",
    "/audit/exports, until",
    "/nomad, range",
    "/nomad/clients, state",
    "/nomad/clients, full",
    "/nomad/clients, drivers",
    "/nomad/clients, safe",
    "/nomad/jobs, state",
    "/nomad/queue, reason",
    "/nomad/rolling-drains/new, olderThan",
    "/snapshots, state",
    "/snapshots, kind",
    "/snapshots/instance-p8nz2/log, level",
  })
  void aPageShowsTheErrorAndNothingElse(String page, String parameter) {
    MvcTestResult response = admin.get(page + "?class=linux-64bit&" + parameter + "=nonsense");

    assertThat(response).hasStatus(422);
    assertThat(MockBrowser.body(response))
        .contains("id=\"error-" + parameter + "\"")
        .doesNotContain(" download>", "Export</a>", "type=\"hidden\" name=\"client\"", "<ol")
        .doesNotContain(page.equals("/audit/exports") ? "About " : "<tbody");
    if (!page.endsWith("/new")) {
      // live updates refresh the part as it is
      assertThat(admin.fragment(page + "?" + parameter + "=nonsense")).hasStatus(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/users.csv, state=nonsense, state",
    "/users.csv, role=nonsense, role",
    "/users.csv, idle=30d, idle",
    "/users.csv, sort=nonsense, sort",
    "/users.csv, stat=suspended, stat",
    "/nomad/clients.csv, state=nonsense, state",
    "/nomad/clients.csv, full=nonsense, full",
    "/nomad/clients.csv, drivers=healthy, drivers",
    "/nomad/clients.csv, safe=true, safe",
    "/nomad/clients.csv, datacenter=default, datacenter",
    "/nomad/jobs.csv, state=nonsense, state",
    "/nomad/jobs.csv, sort=nonsense, sort",
    "/nomad/jobs.csv, status=failed, status",
    "/nomad/queue.csv, reason=nonsense, reason",
    "/nomad/queue.csv, resaon=, resaon",
    "/audit.csv, outcome=nonsense, outcome",
    "/audit.csv.gz, range=2d, range",
    "/audit.jsonl, acton=user.suspended, acton",
    "/audit.jsonl.gz, from=yesterday, from",
    "/audit.jsonl, until=2026-13-01, until",
    "/nomad/allocations/x/log.txt, taks=build, taks",
    "/nomad/allocations/x/log.txt, task=build&stream=nonsense, stream",
    "/nomad/allocations/x/log.zip, task=build, task",
    "/nomad/job/log.zip, id=x&nmespace=y, nmespace"
  })
  void aDownloadIsRefused(String file, String query, String parameter) {
    long before = records.count("audit_event");

    MvcTestResult response = admin.get(file + "?" + query);

    assertThat(response).hasStatus(422);
    assertThat(MockBrowser.body(response)).contains("id=\"error-" + parameter + "\"");
    assertThat(records.count("audit_event")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/users, state=nonsense, state",
    "/api/v1/users, role=nonsense, role",
    "/api/v1/users, idle=x, idle",
    "/api/v1/users, stat=suspended, stat",
    "/api/v1/users, idel=, idel",
    "/api/v1/tokens, state=live, state",
    "/api/v1/registration, x=y, x",
    "/api/v1/audit-events.jsonl, outcome=nonsense, outcome",
    "/api/v1/audit-events.jsonl, range=2d, range",
    "/api/v1/audit-events.jsonl, acton=user.suspended, acton",
    "/api/v1/audit-events.csv.gz, from=nonsense, from"
  })
  void theApiNamesTheParameter(String route, String query, String parameter) {
    MockApiClient api = new MockApiClient(console, MockApiClient.newToken(admin, "read"));

    MvcTestResult response = api.get(route + "?" + query);

    assertThat(response).hasStatus(422);
    assertThat(MockBrowser.body(response)).contains("\"field\":\"" + parameter + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?state=suspended",
        "/users?state=Suspended&role=MEMBER",
        "/users.csv?state=SUSPENDED&sort=-LOGIN",
        "/tokens/all?state=LIVE",
        "/audit?outcome=FAILED&range=Today",
        "/audit.csv?outcome=Done&range=24H&action=USER.SUSPENDED",
        "/audit?from=2026-11-24t06:00z",
        "/nomad?range=7D",
        "/nomad/clients?state=READY&safe=YES&full=Low",
        "/nomad/jobs?state=FAILED&type=BATCH",
        "/nomad/queue?reason=NO-ROOM",
        "/snapshots?state=RUNNING&kind=Full"
      })
  void valuesAreReadInAnyCase(String path) {
    assertThat(admin.get(path)).hasStatus(200);
  }

  @Test
  void aValueInAnotherCaseSelectsTheSame() {
    assertThat(MockBrowser.body(admin.get("/users.csv?state=suspended")))
        .isEqualTo(MockBrowser.body(admin.get("/users.csv?state=SUSPENDED")))
        .isNotEqualTo(MockBrowser.body(admin.get("/users.csv")));
    assertThat(MockBrowser.body(admin.get("/nomad/jobs.csv?state=RUNNING")))
        .isEqualTo(MockBrowser.body(admin.get("/nomad/jobs.csv?state=running")))
        .isNotEqualTo(MockBrowser.body(admin.get("/nomad/jobs.csv")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?state=nonsense",
        "/users?idle=90d",
        "/users?stat=suspended",
        "state=suspended",
        "/user?state=suspended",
        "all"
      })
  void aBulkActionOnAnUnreadableFilterIsRefused(String list) {
    long before = records.count("account where status = 'SUSPENDED'");

    for (String action : new String[] {"suspensions", "activations", "roles"}) {
      String path =
          "/users/" + action + "?matching=" + list.replace("?", "%3F").replace("=", "%3D");

      assertThat(admin.get(path)).as(action).hasStatus(422);
    }
    assertThat(
            admin.post("/users/suspensions", Map.of("matching", list, "reason", "parental leave")))
        .hasStatus(422);
    assertThat(records.count("account where status = 'SUSPENDED'")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"class=linux-64bit&olderThan=30d", "class=linux-64bit&olderthan=30", "dc=x&y=z"})
  void aRollingDrainSelectsNoClientByAnUnreadableFilter(String query) {
    MvcTestResult page = admin.get("/nomad/rolling-drains/new?" + query);

    assertThat(page).hasStatus(422);
    assertThat(MockBrowser.body(page))
        .contains("error-")
        .doesNotContain("type=\"hidden\" name=\"client\"", "<ol");
    assertThat(MockBrowser.body(admin.get("/nomad/rolling-drains/new?class=linux-64bit")))
        .contains("type=\"hidden\" name=\"client\"");
  }

  @Test
  void anUnreadableFilterIsNotSaved() {
    assertThat(admin.post("/audit/filters", Map.of("name", "Failed", "query", "outcome=nonsense")))
        .hasStatus(422);

    assertThat(records.count("audit_saved_filter")).isZero();
  }

  @Test
  void aPageIgnoresParametersThatItDoesNotKnow() {
    assertThat(admin.get("/users?utm_source=chat")).hasStatus(200);
    assertThat(MockBrowser.body(admin.get("/users?utm_source=chat")))
        .contains("href=\"/users.csv\"", "data-live-url=\"/users\"");
  }
}
