package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.seal.Proof;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page of the log counts, and where its links lead. */
@InstallationTest
class AuditFilterPageTests {

  private static final Instant NOON = Instant.parse("2024-05-05T12:00:00Z");
  private static final String MINUTES = "from=2024-05-05T10:00&until=2024-05-05T14:00";
  private static final String HOURS = "from=2024-05-04T00:00&until=2024-05-07T00:00";
  private static final String DAYS = "from=2024-04-20T00:00&until=2024-05-20T00:00";

  /** A row of the histogram's table: where it leads, how many events, how many failed. */
  private static final Pattern BAR =
      Pattern.compile(
          "<th scope=\"row\"><a href=\"([^\"]+)\">[^<]+</a></th>"
              + "<td class=\"sb-number\">(\\d+)</td><td class=\"sb-number\">(\\d+)</td>");

  private final Proof proof;
  private final Browsers browsers;
  private final MockMvcTester console;
  private Browser admin;
  private Script script;
  private int brought;

  @Autowired
  AuditFilterPageTests(BeanFactory beans, Browsers browsers, MockMvcTester console) {
    this.proof = new Proof(beans);
    this.browsers = browsers;
    this.console = console;
    this.admin = browsers.open();
    this.script = new Script(console, "");
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new Script(console, Script.newToken(admin, "audit_ingest"));
  }

  @ParameterizedTest
  @CsvSource({"1h,1", "24h,2", "7d,3", "30d,4", "365d,5", "'',6"})
  void reachesAsFarBackAsItsRangeSays(String range, int events) {
    Instant now = TestInstallation.clock().instant();
    for (Duration ago :
        List.of(
            Duration.ofMinutes(59),
            Duration.ofHours(23),
            Duration.ofDays(6),
            Duration.ofDays(29),
            Duration.ofDays(364),
            Duration.ofDays(366))) {
      bring("deploy.started", "u1", now.minus(ago), true);
    }

    assertThat(rows("/audit?action=deploy.started&range=" + range)).hasSize(events);
  }

  @ParameterizedTest
  @ValueSource(strings = {MINUTES, HOURS, DAYS})
  void countsEachActionOfTheRange(String range) {
    bringSome();

    assertThat(tree("/audit?" + range)).containsExactly("deploy 4", "started 3", "stop 1");
    proof.seal();
    assertThat(tree("/audit?" + range)).containsExactly("deploy 4", "started 3", "stop 1");
  }

  @ParameterizedTest
  @CsvSource({
    "'',5,2",
    "&action=deploy.,4,2",
    "&action=deploy.started,3,1",
    "&outcome=failed,2,2",
    "&outcome=done,3,0",
    "&action=deploy.stop&outcome=done,0,0",
    "&actor=u1,3,2",
  })
  void drawsWhatTheListHolds(String filter, int events, int failed) {
    bringSome();
    for (String range : List.of(MINUTES, HOURS, DAYS)) {
      assertDraws("/audit?" + range + filter, events, failed);
    }
    proof.seal();
    for (String range : List.of(MINUTES, HOURS, DAYS)) {
      assertDraws("/audit?" + range + filter, events, failed);
    }
  }

  @Test
  void saysThatTheBarsAreOfAllWhereThoseThatFitAreNotCounted() {
    bringSome();

    assertThat(admin.get("/audit?" + MINUTES + "&q=nothing"))
        .bodyText()
        .contains("5 events, 2 of them failed in all; those that fit the filter are not counted");
  }

  @Test
  void showsTheOtherEventsOfTheSameRequest() {
    String one = bring("deploy.started", "u1", NOON, true);
    String other = bring("deploy.stop", "u2", NOON.plusSeconds(1), false);
    bring("deploy.stop", "u2", NOON, true, "another-request");

    String page = Browser.body(admin.get("/audit/" + one));

    assertThat(page)
        .contains("Of the same request", "href=\"/audit/" + other + "\"")
        .doesNotContain("href=\"/audit/" + one + "\"");
    assertThat(rows(link(page, "All of them"))).containsExactly(other, one);
  }

  @Test
  void leadsToWhatTheSameActorDidAroundThen() {
    String one = bring("deploy.started", "u1", NOON, true);
    String before = bring("deploy.started", "u1", NOON.minusSeconds(14 * 60), true);
    String after = bring("deploy.started", "u1", NOON.plusSeconds(14 * 60), true);
    bring("deploy.started", "u1", NOON.minusSeconds(16 * 60), true);
    bring("deploy.started", "u1", NOON.plusSeconds(16 * 60), true);
    bring("deploy.started", "u2", NOON, true);

    String page = Browser.body(admin.get("/audit/" + one));

    assertThat(rows(link(page, "What the same actor did within 15 minutes")))
        .containsExactly(after, one, before);
  }

  /** Five events within two hours, two of them failed. */
  private void bringSome() {
    bring("deploy.started", "u1", NOON, true);
    bring("deploy.started", "u1", NOON.plusSeconds(1), false);
    bring("deploy.started", "u2", NOON.plusSeconds(3_000), true);
    bring("deploy.stop", "u1", NOON.plusSeconds(4_000), false);
    bring("pool.made", "u2", NOON.minusSeconds(4_000), true);
  }

  private void assertDraws(String list, int events, int failed) {
    List<MatchResult> bars = BAR.matcher(Browser.body(admin.get(list))).results().toList();

    assertThat(bars.stream().mapToInt(bar -> Integer.parseInt(bar.group(2))).sum())
        .as("events of %s", list)
        .isEqualTo(events)
        .isEqualTo(rows(list).size());
    assertThat(bars.stream().mapToInt(bar -> Integer.parseInt(bar.group(3))).sum())
        .as("failures of %s", list)
        .isEqualTo(failed);
    for (MatchResult bar : bars) {
      assertThat(rows(plain(bar.group(1)))).hasSize(Integer.parseInt(bar.group(2)));
    }
    assertThat(admin.get(list))
        .bodyText()
        .contains("%d events, %d of them failed".formatted(events, failed));
  }

  /** The counts of the tree for deploy. */
  private List<String> tree(String list) {
    return Pattern.compile(
            ">(?:deploy\\.)?(deploy|started|stop)</(?:span|a)> <span"
                + " class=\"sb-tree-count\">(\\d+)<")
        .matcher(Browser.body(admin.get(list)))
        .results()
        .map(found -> found.group(1) + " " + found.group(2))
        .toList();
  }

  private List<String> rows(String list) {
    return new Walk(admin).forth(list).stream().flatMap(List::stream).toList();
  }

  private static String link(String page, String words) {
    Matcher found = Pattern.compile("href=\"([^\"]+)\">" + words).matcher(page);
    assertThat(found.find()).as("a link %s", words).isTrue();
    return plain(found.group(1));
  }

  private static String plain(String address) {
    return address.replace("&amp;", "&");
  }

  private String bring(String action, String actor, Instant at, boolean success) {
    return bring(action, actor, at, success, "request-7");
  }

  private String bring(String action, String actor, Instant at, boolean success, String request) {
    String id = "00000000-0000-4000-8000-%012d".formatted(++brought);
    assertThat(
            script.post(
                "/api/v1/audit-events",
                """
                {"action":"%s","actor":{"id":"%s","type":"user"},"target":{"id":"7","type":"x"},\
                "occurred_at":"%s","id":"%s","success":%b,"request":{"id":"%s"}}\
                """
                    .formatted(action, actor, at, id, success, request)))
        .hasStatusOk();
    return id;
  }
}
