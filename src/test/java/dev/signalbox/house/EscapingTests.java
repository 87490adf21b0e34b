package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
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

/** Names, reasons and addresses that would like to be markup stay text on every page. */
@InstallationTest
class EscapingTests {

  private static final String PAYLOAD =
      "\"'><script>alert(1)</script><img src=x onerror=alert(2)>${7919*7919}[[${7919*7919}]]";

  /** The payload's product: so long that no id on a page holds it by chance. */
  private static final String EVALUATED = "62710561";

  private final Browsers browsers;
  private final NomadCluster cluster;
  private final Books books;

  @Autowired
  EscapingTests(Browsers browsers, NomadCluster cluster, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.books = new Books(database);
  }

  @Test
  void namesAndReasonsStayTextOnEveryPage() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    for (Persona persona : List.of(Persona.ADMIN, Persona.VIEWER)) {
      for (String column : List.of("login", "name", "email")) {
        books.set(persona, column, PAYLOAD.replace("'", "''") + persona.id());
      }
    }
    String viewer = books.id(Persona.VIEWER).toString();
    admin.post("/users/" + viewer + "/suspension", Map.of("reason", PAYLOAD));
    assertThat(books.event("user.suspended").payload()).contains("<script>");

    for (Door door : Doors.all()) {
      // a file that is downloaded is no markup
      if (door.onlyLooks() && !door.name().matches(".*(/events|\\.csv|\\.jsonl).*")) {
        MvcTestResult page = knock(admin, door.path(viewer, events()), door.htmx());
        assertText(door.name(), page);
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
  void whatAnAddressBringsStaysText(String address) {
    // whoever is signed in sees no sign-in page
    Browser browser =
        address.startsWith("/sign-in?") ? browsers.open() : browsers.signedIn(Persona.ADMIN);

    assertText(
        address,
        browser.get(
            address + URLEncoder.encode(PAYLOAD, StandardCharsets.UTF_8).replace("+", "%20")));
  }

  @Test
  void whatNomadTellsStaysText() {
    World world = TestInstallation.nomad().world();
    TestInstallation.isSeenBy(cluster);
    String client = world.addClient(PAYLOAD, 40_000, 90_000);
    world.setAttribute(PAYLOAD, "unique.platform.aws.instance-id", PAYLOAD);
    world.classify(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD);
    world.setDriver(PAYLOAD, "docker", false, PAYLOAD);
    String job = world.runWhere("waits" + PAYLOAD, "attr.cpu.arch", PAYLOAD, 100, 64);
    String ran = world.runOn(NomadStory.READY, "runs" + PAYLOAD, 100, 64);
    String allocation = world.allocationOf(ran);
    world.tell(allocation, PAYLOAD, PAYLOAD);
    world.tell(allocation, "Driver Failure", PAYLOAD);
    world.drain(
        NomadStory.READY, Duration.ofHours(2), Map.of(PAYLOAD, PAYLOAD, "message", PAYLOAD));
    world.drain(PAYLOAD, Duration.ofHours(2), Map.of("requested_by", PAYLOAD, "message", PAYLOAD));
    TestInstallation.isSeenBy(cluster);
    Browser admin = browsers.signedIn(Persona.ADMIN);

    List<String> pages = new ArrayList<>(List.of("/nomad", "/nomad/clients", "/nomad/queue"));
    pages.addAll(List.of("/nomad/jobs", "/nomad/clients/forgotten", "/nomad/servers?now="));
    pages.addAll(List.of("/nomad/plans/new", "/nomad/plans", "/nomad/releases", "/"));
    for (String id : List.of(client, world.clientId(NomadStory.READY))) {
      for (String page : List.of("", "/detail", "/use", "/drain", "/eligibility", "/purge")) {
        pages.add("/nomad/clients/" + id + page);
      }
    }
    for (String id : List.of(job, ran)) {
      for (String page : List.of("", "/definition", "/evaluations", "/stop", "/log")) {
        pages.add("/nomad/job" + page + query(id));
      }
    }
    for (String page : List.of("", "/tasks", "/use", "/log", "/stop", "/restart")) {
      pages.add("/nomad/allocations/" + allocation + page);
    }
    for (String page : pages) {
      MvcTestResult answer = knock(admin, page, false);
      assertThat(answer.getResponse().getStatus()).as(page).isEqualTo(200);
      assertText(page, answer);
      assertText(page + " as a part", knock(admin, page, true));
    }
    String text = "&lt;script&gt;alert(1)";
    assertThat(admin.get("/nomad/clients")).bodyText().contains(text);
    assertThat(admin.get("/nomad/clients/" + client)).bodyText().contains(text);
    assertThat(admin.get("/nomad/queue")).bodyText().contains(text);
    assertThat(admin.get("/nomad/allocations/" + allocation + "/tasks")).bodyText().contains(text);
    assertText("a search", admin.fragment("/find?q=script"));
  }

  /** MockMvc takes a plus for a plus. */
  private static String query(String job) {
    return NomadLinks.query(new JobKey("default", job)).replace("+", "%20");
  }

  private static MvcTestResult knock(Browser browser, String path, boolean htmx) {
    return browser.send(
        HttpMethod.GET, path, request -> htmx ? request.header("HX-Request", "true") : request);
  }

  private String events() {
    return books.newestEvent("user.suspended");
  }

  private static void assertText(String what, MvcTestResult page) {
    assertThat(Browser.body(page))
        .as(what)
        .doesNotContain("<script>alert", "<img src=x", "\"'><", EVALUATED);
  }
}
