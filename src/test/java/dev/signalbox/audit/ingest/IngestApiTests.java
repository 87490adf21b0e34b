package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Events come into the log through the API, each once. */
@InstallationTest
class IngestApiTests {

  private static final String FIRST = "00000000-0000-4000-8000-000000000001";

  private final Browsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private Script script;

  @Autowired
  IngestApiTests(Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.script = new Script(console, "");
  }

  @BeforeEach
  void makeAToken() {
    script = new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "audit_ingest"));
  }

  @Test
  void storesEachEventOnceHoweverOftenItComes() {
    String twice = event(1) + "\n" + event(2) + "\n" + event(1);

    assertThat(bring(twice)).hasStatusOk().bodyJson().isLenientlyEqualTo(counts(2, 1));
    assertThat(bring(twice)).hasStatusOk().bodyJson().isLenientlyEqualTo(counts(0, 3));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void knowsAnIdAgainUnderAnotherTime() {
    bring(event(1));

    assertThat(bring(event(1).replace("2026-01-12", "2025-03-02")))
        .bodyJson()
        .isLenientlyEqualTo(counts(0, 1));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void losesNoGoodLineByABadOne() {
    MvcTestResult answer = bring(event(1) + "\nno event\n" + event(2) + "\n{}");

    assertThat(answer)
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(counts(2, 0))
        .extractingPath("$.rejected[*].line")
        .asArray()
        .containsExactly(2, 4);
    assertThat(answer).bodyText().contains("The field occurred_at is missing.", "This is not JSON");
  }

  @Test
  void takesAnArrayAsWell() {
    assertThat(bring("[" + event(1) + ",\n" + event(2) + "]"))
        .bodyJson()
        .isLenientlyEqualTo(counts(2, 0));
  }

  @Test
  void keepsTimeAndJsonAsTheyCame() {
    bring(event(1));

    assertThat(
            database
                .sql("select occurred || ' ' || payload::text from audit_event where id = :id")
                .param("id", UUID.fromString(FIRST))
                .query(String.class)
                .single())
        .isEqualTo("2026-01-12T13:50:54.123456789Z { \"n\" :1.50, \"ü\":\"\\u00fc\" }");
  }

  @Test
  void namesTheFieldsThatItDoesNotKeep() {
    assertThat(bring(event(1).replace("\"version\"", "\"organization\"")))
        .bodyText()
        .contains("\"ignored_fields\":[\"organization\"]");
  }

  @Test
  void makesRoomForMonthsLongPast() {
    assertThat(bring(event(1).replace("2026-01-12", "2013-07-31")))
        .bodyJson()
        .isLenientlyEqualTo(counts(1, 0));
  }

  @Test
  void storesOnceWhatManyBringAtTheSameMoment() throws Exception {
    List<String> bodies =
        IntStream.range(0, 6)
            .mapToObj(
                part ->
                    Stream.iterate(part * 100, n -> n < part * 100 + 400, n -> n + 1)
                        // each in another order, as queues deliver
                        .sorted((a, b) -> Integer.compare((a * 7 + part) % 13, (b * 7 + part) % 13))
                        .map(IngestApiTests::event)
                        .collect(Collectors.joining("\n")))
            .toList();

    try (ExecutorService senders = Executors.newFixedThreadPool(3)) {
      for (var sent : senders.invokeAll(bodies.stream().map(this::sending).toList())) {
        assertThat(sent.get()).isEqualTo(200);
      }
    }

    assertThat(stored()).isEqualTo(900);
    assertThat(
            database
                .sql(
                    "select sum(events) from audit_batch where number > 1 and first_at < '2026-01-13'")
                .query(Integer.class)
                .single())
        .isEqualTo(900);
  }

  @Test
  void refusesATokenForSomethingElse() {
    Script other =
        new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));

    assertThat(other.post("/api/v1/audit-events", event(1)))
        .hasStatus(403)
        .bodyText()
        .contains("insufficient-scope", "audit_ingest");
  }

  @Test
  void refusesMoreThanACallMayBring() {
    assertThat(bring("{}\n".repeat(10_001))).hasStatus(413).bodyText().contains("10,000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set success = false",
        "delete from audit_event",
        "truncate audit_event",
        "update audit_event_2026_01 set success = false",
        "delete from audit_event_2026_01",
        "truncate audit_event_2026_01",
        "delete from audit_event_id",
        "update audit_batch set events = 0",
      })
  void changesNothingThatStandsInTheLog(String change) {
    bring(event(1));

    assertThatThrownBy(() -> database.sql(change).update())
        .rootCause()
        .hasMessageContaining("the audit log is only added to");
  }

  private java.util.concurrent.Callable<Integer> sending(String body) {
    return () -> bring(body).getResponse().getStatus();
  }

  private MvcTestResult bring(String body) {
    return script.post("/api/v1/audit-events", body);
  }

  private int stored() {
    return database
        .sql("select count(*) from audit_event where action = 'context.create'")
        .query(Integer.class)
        .single();
  }

  private static String counts(int stored, int duplicates) {
    return "{\"stored\":%d,\"duplicates\":%d}".formatted(stored, duplicates);
  }

  private static String event(int number) {
    return """
    {"action":"context.create","actor":{"id":"u%1$d","type":"user","name":"amara"},\
    "target":{"id":"c%1$d","type":"context"},"payload":{ "n" :1.50, "ü":"\\u00fc" },\
    "occurred_at":"2026-01-12T13:50:54.123456789Z","metadata":{},\
    "id":"00000000-0000-4000-8000-%1$012d","version":1,"success":true}"""
        .formatted(number);
  }
}
