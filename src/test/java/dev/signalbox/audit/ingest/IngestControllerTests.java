package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowsers;
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

/** Ingestion through the API stores each event once. */
@InstallationTest
class IngestControllerTests {

  private static final String FIRST = "00000000-0000-4000-8000-000000000001";

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private MockApiClient script;

  @Autowired
  IngestControllerTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    script =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "audit_ingest"));
  }

  @Test
  void storesARepeatedEventOnce() {
    String twice = event(1) + "\n" + event(2) + "\n" + event(1);

    assertThat(ingest(twice)).hasStatusOk().bodyJson().isLenientlyEqualTo(counts(2, 1));
    assertThat(ingest(twice)).hasStatusOk().bodyJson().isLenientlyEqualTo(counts(0, 3));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void detectsADuplicateIdWithAnotherTime() {
    ingest(event(1));

    assertThat(ingest(event(1).replace("2026-01-12", "2025-03-02")))
        .bodyJson()
        .isLenientlyEqualTo(counts(0, 1));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void storesValidLinesNextToInvalidOnes() {
    MvcTestResult answer = ingest(event(1) + "\nno event\n" + event(2) + "\n{}");

    assertThat(answer)
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(counts(2, 0))
        .extractingPath("$.rejected[*].line")
        .asArray()
        .containsExactly(2, 4);
    assertThat(answer).bodyText().contains("Field occurred_at is missing.", "Invalid JSON");
  }

  @Test
  void acceptsAnArray() {
    assertThat(ingest("[" + event(1) + ",\n" + event(2) + "]"))
        .bodyJson()
        .isLenientlyEqualTo(counts(2, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n[%s]", " garbage"})
  void namesTextAfterAnArray(String rest) {
    MvcTestResult answer = ingest("[" + event(1) + "]" + rest.formatted(event(2)));

    assertThat(answer)
        .hasStatusOk()
        .bodyJson()
        .isLenientlyEqualTo(counts(1, 0))
        .extractingPath("$.rejected[*].line")
        .asArray()
        .containsExactly(2);
    assertThat(answer).bodyText().contains("Unexpected text after the array");
  }

  @Test
  void keepsTimeAndJsonUnmodified() {
    ingest(event(1));

    assertThat(
            database
                .sql("select occurred || ' ' || payload::text from audit_event where id = :id")
                .param("id", UUID.fromString(FIRST))
                .query(String.class)
                .single())
        .isEqualTo("2026-01-12T13:50:54.123456789Z { \"n\" :1.50, \"ü\":\"\\u00fc\" }");
  }

  @Test
  void returnsUnknownFields() {
    assertThat(ingest(event(1).replace("\"version\"", "\"organization\"")))
        .bodyText()
        .contains("\"ignored_fields\":[\"organization\"]");
  }

  @Test
  void createsPartitionsForOldMonths() {
    assertThat(ingest(event(1).replace("2026-01-12", "2013-07-31")))
        .bodyJson()
        .isLenientlyEqualTo(counts(1, 0));
  }

  @Test
  void storesConcurrentDuplicatesOnce() throws Exception {
    List<String> bodies =
        IntStream.range(0, 6)
            .mapToObj(
                part ->
                    Stream.iterate(part * 100, n -> n < part * 100 + 400, n -> n + 1)
                        // each in a different order, as queues deliver
                        .sorted((a, b) -> Integer.compare((a * 7 + part) % 13, (b * 7 + part) % 13))
                        .map(IngestControllerTests::event)
                        .collect(Collectors.joining("\n")))
            .toList();

    try (ExecutorService senders = Executors.newFixedThreadPool(3)) {
      for (var sent : senders.invokeAll(bodies.stream().map(this::requestOf).toList())) {
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
  void rejectsATokenWithoutTheScope() {
    MockApiClient other =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));

    assertThat(other.post("/api/v1/audit-events", event(1)))
        .hasStatus(403)
        .bodyText()
        .contains("insufficient-scope", "audit_ingest");
  }

  @Test
  void rejectsBodiesAboveTheLimits() {
    assertThat(ingest("{}\n".repeat(10_001))).hasStatus(413).bodyText().contains("10,000");
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
  void cannotChangeStoredEvents(String change) {
    ingest(event(1));

    assertThatThrownBy(() -> database.sql(change).update())
        .rootCause()
        .hasMessageContaining("the audit log is only added to");
  }

  private java.util.concurrent.Callable<Integer> requestOf(String body) {
    return () -> ingest(body).getResponse().getStatus();
  }

  private MvcTestResult ingest(String body) {
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
