package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@InstallationTest
class OverviewControllerTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;

  @Autowired
  OverviewControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
  }

  @Test
  void linksEachItemThatNeedsAttentionToItsPage() {
    tamper();

    assertThat(browsers.signedIn(Persona.ADMIN).get("/"))
        .hasStatusOk()
        .bodyText()
        .contains("Audit log integrity violated", "2 audit log integrity findings")
        .containsPattern("href=\"/audit/integrity\"[^>]*>Open<")
        .containsPattern("href=\"/users\\?state=SUSPENDED_NEW\"[^>]*>Open<")
        .doesNotContain("All clear");
  }

  @Test
  void theNavigationTheOverviewAndTheBuildsPageShowTheSameItems() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String overview = MockBrowser.body(admin.get("/"));
    String builds = MockBrowser.body(admin.get("/nomad"));
    String orphaned = MockBrowser.body(admin.get("/nomad/clients/orphaned"));

    List<String> items = found("aria-label=\"Open: ([^\"]+)\"", overview);
    assertThat(items)
        .anyMatch(item -> item.matches(".* down for some time, 1 build lost"))
        .containsAll(found("aria-label=\"Open: ([^\"]+)\"", builds));
    assertThat(found("aria-label=\"Open: ([^\"]+)\"", builds))
        .hasSizeGreaterThan(2)
        .allMatch(item -> !item.contains("approval"));
    for (String badge : List.of("CLIENTS", "QUEUE", "USERS")) {
      String sentence =
          found("waiting-" + badge + "\"[^>]*>.*?visually-hidden\">, ([^<]+)<", overview)
              .getFirst();
      assertThat(items).containsAll(List.of(sentence.split(" · ")));
      assertThat(found("visually-hidden\">, ([^<]+)<", builds)).contains(sentence);
    }
    assertThat(found("waiting-CLIENTS\"[^>]*>.*?aria-hidden=\"true\">([0-9]+)<", overview))
        .containsExactly(found("([0-9]+) clients? needs? attention", orphaned).getFirst());
  }

  @Test
  void namesGitHubWhileItDoesNotAnswer() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    MockBrowser viewer = browsers.open();
    URI authorize =
        URI.create(
            Objects.requireNonNull(
                viewer.get("/sign-in/github").getResponse().getHeader("Location")));
    URI callback = TestInstallation.gitHub().choose(Persona.VIEWER, authorize);
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    viewer.get(callback.getRawPath() + "?" + callback.getRawQuery());

    String during = MockBrowser.body(admin.get("/"));
    assertThat(during)
        .contains("GitHub has not answered since ", "sb-row-system")
        .containsPattern("href=\"/settings/registration\"\\s+aria-label=\"Open: GitHub");
    assertThat(found("aria-label=\"Open: ([^\"]+)\"", during).getFirst()).startsWith("GitHub");

    TestInstallation.gitHub().faults().set(Faults.Kind.NONE);
    browsers.open().signIn(Persona.VIEWER);
    assertThat(MockBrowser.body(admin.get("/"))).doesNotContain("GitHub has not answered");
  }

  @Test
  void listsTheWorstConditionFirstAndWhatToDoAboutEach() {
    tamper();

    String overview = MockBrowser.body(browsers.signedIn(Persona.ADMIN).get("/"));

    List<String> items = found("aria-label=\"Open: ([^\"]+)\"", overview);
    List<String> tones = found("<li[^>]*>\\s*<span class=\"sb-status sb-tone-(\\w+)\"", overview);
    assertThat(items.getFirst()).isEqualTo("Audit log integrity violated");
    assertThat(items.getLast()).doesNotContain("down");
    assertThat(tones.subList(0, items.size())).contains("bad", "warn").isSorted();
    assertThat(found("sb-advice\">([^<]+)<", overview))
        .hasSameSizeAs(items)
        .contains("Keep the database as it is, and find out who could change it.")
        .allMatch(advice -> advice.endsWith("."));
  }

  @Test
  void loadsEachPanelByItsOwnRequestExceptThoseInMemory() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String overview = MockBrowser.body(admin.get("/"));

    List<String> separate = found("hx-get=\"(/overview/panels/[a-z-]+)\"", overview);
    assertThat(separate)
        .contains("/overview/panels/users", "/overview/panels/audit", "/overview/panels/console");
    assertThat(found("data-live-url=\"(/overview/panels/[a-z-]+)\"", overview))
        .containsAll(separate)
        .contains("/overview/panels/builds", "/overview/panels/snapshots");
    assertThat(separate)
        .allSatisfy(
            url ->
                assertThat(admin.fragment(url))
                    .hasStatusOk()
                    .bodyText()
                    .contains("class=\"sb-panel\"")
                    .doesNotContain("could not be loaded", "<html"));
  }

  @Test
  void rendersAllPanelsForABrowserWithoutJavaScript() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    assertThat(admin.get("/"))
        .bodyText()
        .containsPattern(
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=/\\?panels=all\">");
    assertThat(admin.get("/?panels=all"))
        .bodyText()
        .contains("Installation health", "Verified up to", "Active sessions", "Last backup")
        .doesNotContain("sb-skeleton", "http-equiv=\"refresh\"");
  }

  @Test
  void showsTheOtherPanelsWhileTheDataOfOneCanNotBeRead() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    database.sql("alter table nomad_build_hour rename to unreadable").update();
    try {
      assertThat(admin.get("/?panels=all"))
          .hasStatusOk()
          .bodyText()
          .contains("This panel could not be loaded", "to load “Builds, last 24 hours”")
          .contains("Clients ready", "Active sessions", "Verified up to");
      assertThat(admin.fragment("/overview/panels/last-day"))
          .hasStatusOk()
          .bodyText()
          .contains("Tried", "It said", "You can", "since <time", "Error id");
    } finally {
      database.sql("alter table unreadable rename to nomad_build_hour").update();
    }

    assertThat(admin.fragment("/overview/panels/last-day"))
        .bodyText()
        .doesNotContain("could not be loaded");
  }

  @Test
  void listsChangesByUsersButNoSignIns() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    admin.post("/settings/wall-links", Map.of("name", "office"));

    assertThat(admin.fragment("/overview/panels/changes"))
        .bodyText()
        .contains("admin created wall link office")
        .doesNotContain("signed in", "scheduled job", "started job", "finished job");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        // durations may grow between two requests
        .map(match -> match.group(1).replaceAll(" for \\d+ \\w+( \\d+ \\w+)?", " for some time"))
        .toList();
  }

  private void tamper() {
    database
        .sql(
            """
            insert into audit_verification (at, complete, sealed_to, events, up_to,
              findings, first_findings)
            values (now(), true, 1, 1, now(), 2, '{one,another}')
            """)
        .update();
  }
}
