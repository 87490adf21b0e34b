package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** User input, URLs and Nomad data that contain markup are escaped on every page. */
@InstallationTest
class HtmlEscapingTests {

  private static final String PAYLOAD =
      "\"'><script>alert(1)</script><img src=x"
          + " onerror=alert(2)>${7919*7919}[[${7919*7919}]]\u202Egpj.exe\u2066";

  /** The product in the payload; long enough not to occur in an id by chance. */
  private static final String EVALUATED = "62710561";

  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private final DatabaseTestClient records;

  @Autowired
  HtmlEscapingTests(MockBrowsers browsers, ClusterState cluster, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void escapesNamesAndReasonsOnEveryPage() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    for (Persona persona : List.of(Persona.ADMIN, Persona.VIEWER)) {
      for (String column : List.of("login", "name", "email")) {
        records.setAccountColumn(persona, column, PAYLOAD.replace("'", "''") + persona.id());
      }
    }
    String viewer = records.accountId(Persona.VIEWER).toString();
    admin.post("/users/" + viewer + "/suspension", Map.of("reason", PAYLOAD));
    assertThat(records.event("user.suspended").payload()).contains("<script>");

    for (RouteRow route : RouteTable.all()) {
      // downloads are not markup
      if (route.isReadOnly() && !route.name().matches(".*(/events|\\.csv|\\.json).*")) {
        MvcTestResult page = send(admin, route.path(viewer, events()), route.isHtmx());
        assertText(route.name(), page);
      }
    }
    assertThat(admin.get("/users/" + viewer)).bodyText().contains("&lt;script&gt;alert(1)");
    assertThat(admin.get("/audit")).bodyText().contains("&lt;script&gt;alert(1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?q=", "/users?sort=", "/users?state=", "/find?q=", "/audit?actor=",
        "/audit?target=", "/audit?action=", "/audit?before=", "/sessions?x=", "/no/such?x=",
        "/sign-in?because=", "/sign-in?to=/", "/sign-in/again?to=/", "/users/", "/audit/"
      })
  void escapesUrlParameters(String url) {
    // a signed-in user is redirected from the sign-in page
    MockBrowser browser =
        url.startsWith("/sign-in?") ? browsers.open() : browsers.signedIn(Persona.ADMIN);

    assertText(
        url,
        browser.get(url + URLEncoder.encode(PAYLOAD, StandardCharsets.UTF_8).replace("+", "%20")));
  }

  /** Thymeleaf refuses view names with an expression if the URL has one. */
  @Test
  void expressionsInUrlsCauseNoServerErrors() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String expression = URLEncoder.encode("${7919*7919}", StandardCharsets.UTF_8);

    for (RouteRow route : RouteTable.all()) {
      // streams stay open, and the callback compares its parameters with a cookie
      if (route.isReadOnly() && !route.name().matches(".*(/events|/sign-in/callback).*")) {
        for (String path :
            List.of(
                route.path(expression, expression).replace("no-such-session", expression),
                route.path(records.accountId(Persona.VIEWER).toString(), records.anyEventId())
                    + "?id=%s&q=%s&to=/%s".formatted(expression, expression, "$%7B1%7D"))) {
          MvcTestResult page = send(admin, path, route.isHtmx());
          assertThat(page.getResponse().getStatus()).as(path).isLessThan(500);
          assertText(path, page);
        }
      }
    }
    assertThat(send(admin, "/sign-in?to=/users?q=%7Bx%7D", false).getResponse().getRedirectedUrl())
        .isEqualTo("/users?q=%7Bx%7D");
  }

  @Test
  void escapesDataFromNomad() {
    SimulatedCluster nomad = TestInstallation.nomad().cluster();
    TestInstallation.awaitSync(cluster);
    String client = nomad.addClient(PAYLOAD, 40_000, 90_000);
    nomad.setAttribute(PAYLOAD, "unique.platform.aws.instance-id", PAYLOAD);
    nomad.setPlacement(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD);
    nomad.setDriver(PAYLOAD, "docker", false, PAYLOAD);
    String job = nomad.runWithConstraint("waits" + PAYLOAD, "attr.cpu.arch", PAYLOAD, 100, 64);
    String ran = nomad.runOnClient(NomadFixtureData.READY, "runs" + PAYLOAD, 100, 64);
    String allocation = nomad.allocationOf(ran);
    nomad.addTaskEvent(allocation, PAYLOAD, PAYLOAD);
    nomad.addTaskEvent(allocation, "Driver Failure", PAYLOAD);
    nomad.drain(
        NomadFixtureData.READY, Duration.ofHours(2), Map.of(PAYLOAD, PAYLOAD, "message", PAYLOAD));
    nomad.drain(PAYLOAD, Duration.ofHours(2), Map.of("requested_by", PAYLOAD, "message", PAYLOAD));
    TestInstallation.awaitSync(cluster);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    List<String> pages = new ArrayList<>(List.of("/nomad", "/nomad/clients", "/nomad/queue"));
    pages.addAll(List.of("/nomad/jobs", "/nomad/clients/orphaned", "/nomad/servers?now="));
    pages.addAll(
        List.of("/nomad/rolling-drains/new", "/nomad/rolling-drains", "/nomad/releases", "/"));
    for (String id : List.of(client, nomad.clientId(NomadFixtureData.READY))) {
      for (String page : List.of("", "/detail", "/usage", "/drain", "/eligibility", "/purge")) {
        pages.add("/nomad/clients/" + id + page);
      }
    }
    for (String id : List.of(job, ran)) {
      for (String page : List.of("", "/definition", "/evaluations", "/stop", "/log")) {
        pages.add("/nomad/job" + page + query(id));
      }
    }
    for (String page : List.of("", "/tasks", "/usage", "/log", "/stop", "/restart")) {
      pages.add("/nomad/allocations/" + allocation + page);
    }
    for (String page : pages) {
      MvcTestResult response = send(admin, page, false);
      assertThat(response.getResponse().getStatus()).as(page).isEqualTo(200);
      assertText(page, response);
      assertText(page + " as a fragment", send(admin, page, true));
    }
    String text = "&lt;script&gt;alert(1)";
    assertThat(admin.get("/nomad/clients")).bodyText().contains(text);
    assertThat(admin.get("/nomad/clients/" + client)).bodyText().contains(text);
    assertThat(admin.get("/nomad/queue")).bodyText().contains(text);
    assertThat(admin.get("/nomad/allocations/" + allocation + "/tasks")).bodyText().contains(text);
    assertText("a search", admin.fragment("/find?q=script"));
  }

  /** MockMvc does not decode a plus sign as a space. */
  private static String query(String job) {
    return NomadLinks.query(new JobKey("default", job)).replace("+", "%20");
  }

  private static MvcTestResult send(MockBrowser browser, String path, boolean htmx) {
    return browser.send(
        HttpMethod.GET, path, request -> htmx ? request.header("HX-Request", "true") : request);
  }

  private String events() {
    return records.newestEventId("user.suspended");
  }

  private static void assertText(String what, MvcTestResult page) {
    assertThat(MockBrowser.body(page))
        .as(what)
        .doesNotContain("<script>alert", "<img src=x", "\"'><", EVALUATED);
    assertThat(MockBrowser.body(page).replaceAll("<[^>]*>", ""))
        .as("text of " + what)
        .doesNotContain("\u202E", "\u2066");
    assertThat(MockBrowser.body(page))
        .as("labels of " + what)
        .doesNotContainPattern("(?:title|aria-label)=\"[^\"]*[\u202E\u2066]");
  }
}
