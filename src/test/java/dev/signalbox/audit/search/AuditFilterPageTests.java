package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.PageWalker;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
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

/** The counts and links of the audit log page. */
@InstallationTest
class AuditFilterPageTests {

  private static final Instant NOON = Instant.parse("2024-05-05T12:00:00Z");
  private static final String MINUTES = "from=2024-05-05T10:00&until=2024-05-05T14:00";
  private static final String HOURS = "from=2024-05-04T00:00&until=2024-05-07T00:00";
  private static final String DAYS = "from=2024-04-20T00:00&until=2024-05-20T00:00";

  /** A row of the table of the chart: link, number of events, number of failures. */
  private static final Pattern BAR =
      Pattern.compile(
          "<th scope=\"row\">\\s*<a\\s+href=\"([^\"]+)\"\\s*>[^<]+</a>\\s*</th>"
              + "\\s*<td class=\"sb-number\">(\\d+)</td>\\s*<td class=\"sb-number\">(\\d+)</td>");

  private final IntegrityFixture integrity;
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private MockBrowser admin;
  private MockApiClient script;
  private int sequence;

  @Autowired
  AuditFilterPageTests(BeanFactory beans, MockBrowsers browsers, MockMvcTester console) {
    this.integrity = new IntegrityFixture(beans);
    this.browsers = browsers;
    this.console = console;
    this.admin = browsers.open();
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
  }

  @ParameterizedTest
  @CsvSource({"1h,1", "24h,2", "7d,3", "30d,4", "365d,5", "'',6"})
  void limitsEventsToTheRange(String range, int events) {
    Instant now = TestInstallation.clock().instant();
    for (Duration ago :
        List.of(
            Duration.ofMinutes(59),
            Duration.ofHours(23),
            Duration.ofDays(6),
            Duration.ofDays(29),
            Duration.ofDays(364),
            Duration.ofDays(366))) {
      ingest("deploy.started", "u1", now.minus(ago), true);
    }

    assertThat(rows("/audit?action=deploy.started&range=" + range)).hasSize(events);
  }

  @Test
  void limitsEventsToCalendarDaysAndMonths() {
    ZonedDateTime now = TestInstallation.clock().instant().atZone(ZoneOffset.UTC);
    ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime month = today.withDayOfMonth(1);
    String today1 = ingest("deploy.started", "u1", today.toInstant(), true);
    String yesterday = ingest("deploy.started", "u1", today.toInstant().minusSeconds(1), true);
    String lastMonth = ingest("deploy.started", "u1", month.toInstant().minusSeconds(1), true);
    String earlier =
        ingest("deploy.started", "u1", month.minusMonths(1).toInstant().minusSeconds(1), true);

    assertThat(rows("/audit?action=deploy.started&range=today")).containsExactly(today1);
    assertThat(rows("/audit?action=deploy.started&range=yesterday"))
        .contains(yesterday)
        .doesNotContain(today1, earlier);
    assertThat(rows("/audit?action=deploy.started&range=this-month"))
        .contains(today1)
        .doesNotContain(lastMonth, earlier);
    assertThat(rows("/audit?action=deploy.started&range=last-month"))
        .contains(lastMonth)
        .doesNotContain(today1, earlier);
  }

  @ParameterizedTest
  @ValueSource(strings = {MINUTES, HOURS, DAYS})
  void countsEachActionOfTheRange(String range) {
    ingestFiveEvents();

    assertThat(tree("/audit?" + range)).containsExactly("deploy 4", "started 3", "stop 1");
    integrity.seal();
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
  void countsTheEventsOfTheList(String filter, int events, int failed) {
    ingestFiveEvents();
    for (String range : List.of(MINUTES, HOURS, DAYS)) {
      assertDraws("/audit?" + range + filter, events, failed);
    }
    integrity.seal();
    for (String range : List.of(MINUTES, HOURS, DAYS)) {
      assertDraws("/audit?" + range + filter, events, failed);
    }
  }

  @Test
  void saysWhenTheChartIgnoresTheFilter() {
    ingestFiveEvents();

    assertThat(admin.get("/audit?" + MINUTES + "&q=nothing"))
        .bodyText()
        .contains("5 events · 2 failed", "filters are not applied to this chart");
  }

  @Test
  void showsTheOtherEventsOfTheSameRequest() {
    String one = ingest("deploy.started", "u1", NOON, true);
    String other = ingest("deploy.stop", "u2", NOON.plusSeconds(1), false);
    ingest("deploy.stop", "u2", NOON, true, "another-request");

    String page = MockBrowser.body(admin.get("/audit/" + one));

    assertThat(page)
        .contains("Same request", "href=\"/audit/" + other + "\"")
        .doesNotContain("href=\"/audit/" + one + "\"");
    assertThat(rows(link(page, "View all"))).containsExactly(other, one);
  }

  @Test
  void linksToTheActivityOfTheActor() {
    String one = ingest("deploy.started", "u1", NOON, true);
    String before = ingest("deploy.started", "u1", NOON.minusSeconds(14 * 60), true);
    String after = ingest("deploy.started", "u1", NOON.plusSeconds(14 * 60), true);
    ingest("deploy.started", "u1", NOON.minusSeconds(16 * 60), true);
    ingest("deploy.started", "u1", NOON.plusSeconds(16 * 60), true);
    ingest("deploy.started", "u2", NOON, true);

    String page = MockBrowser.body(admin.get("/audit/" + one));

    assertThat(rows(link(page, "Actor's activity"))).containsExactly(after, one, before);
  }

  /** Five events within two hours, two of them failed. */
  private void ingestFiveEvents() {
    ingest("deploy.started", "u1", NOON, true);
    ingest("deploy.started", "u1", NOON.plusSeconds(1), false);
    ingest("deploy.started", "u2", NOON.plusSeconds(3_000), true);
    ingest("deploy.stop", "u1", NOON.plusSeconds(4_000), false);
    ingest("pool.made", "u2", NOON.minusSeconds(4_000), true);
  }

  private void assertDraws(String list, int events, int failed) {
    List<MatchResult> bars = BAR.matcher(MockBrowser.body(admin.get(list))).results().toList();

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
        .contains("%d events · %d failed".formatted(events, failed));
  }

  /** The counts of the tree for deploy. */
  private List<String> tree(String list) {
    return Pattern.compile(
            ">(?:deploy\\.)?(deploy|started|stop)</(?:span|a)> <span"
                + "\\s+class=\"sb-tree-count\"\\s*>(\\d+)<")
        .matcher(MockBrowser.body(admin.get(list)))
        .results()
        .map(found -> found.group(1) + " " + found.group(2))
        .toList();
  }

  private List<String> rows(String list) {
    return new PageWalker(admin).forward(list).stream().flatMap(List::stream).toList();
  }

  private static String link(String page, String words) {
    Matcher found = Pattern.compile("href=\"([^\"]+)\">" + words).matcher(page);
    assertThat(found.find()).as("a link %s", words).isTrue();
    return plain(found.group(1));
  }

  private static String plain(String address) {
    return address.replace("&amp;", "&");
  }

  private String ingest(String action, String actor, Instant at, boolean success) {
    return ingest(action, actor, at, success, "request-7");
  }

  private String ingest(String action, String actor, Instant at, boolean success, String request) {
    String id = "00000000-0000-4000-8000-%012d".formatted(++sequence);
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
