package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever brings events does not wait for the seals. */
@InstallationTest
class IngestWhileSealingTests {

  private final Sealer sealer;
  private final Proof proof;
  private final Browsers browsers;
  private final MockMvcTester console;
  private final TransactionTemplate transaction;
  private final Books books;

  @Autowired
  IngestWhileSealingTests(
      Sealer sealer,
      BeanFactory beans,
      Browsers browsers,
      MockMvcTester console,
      TransactionTemplate transaction,
      JdbcClient database) {
    this.sealer = sealer;
    this.proof = new Proof(beans);
    this.browsers = browsers;
    this.console = console;
    this.transaction = transaction;
    this.books = new Books(database);
  }

  @Test
  void takesEventsInWhileASealIsMade() {
    Script script =
        new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "audit_ingest"));
    assertThat(bring(script, 1)).isEqualTo(200);

    try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
      transaction.executeWithoutResult(
          status -> {
            sealer.sealSome();
            var brought = elsewhere.submit(() -> bring(script, 2));
            assertThat(brought).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(200);
          });
    }

    assertThat(books.count("audit_event where action = 'context.create'")).isEqualTo(2);
    proof.seal();
    assertThat(proof.findings()).isEmpty();
  }

  private static int bring(Script script, int number) {
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
