package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowsers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Ingestion does not wait for sealing. */
@InstallationTest
class IngestWhileSealingTests {

  private final Sealer sealer;
  private final IntegrityFixture integrity;
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final TransactionTemplate transaction;
  private final DatabaseTestClient records;

  @Autowired
  IngestWhileSealingTests(
      Sealer sealer,
      BeanFactory beans,
      MockBrowsers browsers,
      MockMvcTester console,
      TransactionTemplate transaction,
      JdbcClient database) {
    this.sealer = sealer;
    this.integrity = new IntegrityFixture(beans);
    this.browsers = browsers;
    this.console = console;
    this.transaction = transaction;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void storesEventsWhileSealing() {
    MockApiClient script =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "audit_ingest"));
    assertThat(ingest(script, 1)).isEqualTo(200);

    try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
      transaction.executeWithoutResult(
          status -> {
            sealer.sealNext();
            var response = elsewhere.submit(() -> ingest(script, 2));
            assertThat(response).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(200);
          });
    }

    assertThat(records.count("audit_event where action = 'context.create'")).isEqualTo(2);
    integrity.seal();
    assertThat(integrity.findings()).isEmpty();
  }

  private static int ingest(MockApiClient script, int number) {
    return script
        .post(
            "/api/v1/audit-events",
            """
            {"action":"context.create","actor":{"id":"1","type":"user"},\
            "target":{"id":"7","type":"context"},"occurred_at":"2026-01-12T13:50:54Z",\
            "id":"00000000-0000-4000-8000-%012d","success":true}\
            """
                .formatted(number))
        .getResponse()
        .getStatus();
  }
}
