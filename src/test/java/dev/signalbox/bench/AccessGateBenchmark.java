package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Latency of the access check at 500 requests/s with 100,000 users. Requests are sent at a fixed
 * rate, independent of earlier responses. {@code mvn test -Dtest=AccessGateBenchmark}
 */
class AccessGateBenchmark {

  private static final int PEOPLE = 100_000;
  private static final int PASSES = 4_000;
  private static final int PER_SECOND = 500;
  private static final int FIRST_PER_SECOND = 50;
  private static final Duration RAMP = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  @Test
  void latencyAt500RequestsPerSecond() throws InterruptedException {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.createEmpty(), Map.of(), BaselineEndpoint.class)) {
      console.reset();
      HttpBrowser.signedIn(console, Persona.ADMIN);
      List<String> passes = fill(console);
      // ramps up, because requests would queue while the code is not compiled yet
      for (int perSecond = FIRST_PER_SECOND; perSecond < PER_SECOND; perSecond *= 2) {
        send(console.address(), passes, RAMP, perSecond);
      }
      send(console.address(), passes, WARM_UP, PER_SECOND);

      LatencySamples latencies = send(console.address(), passes, MEASURED, PER_SECOND);

      BenchmarkReport report =
          new BenchmarkReport("| what | p50 ms | p95 ms | p99 ms | requests |");
      report.line(
          "| measured by the client | %s | %d |".formatted(latencies.cells(), latencies.count()));
      Timer server =
          console
              .bean(MeterRegistry.class)
              .get("http.server.requests")
              .tag("uri", "/access")
              .tag("status", "200")
              .timer();
      StringBuilder cells = new StringBuilder("| time in the server |");
      for (ValueAtPercentile value : server.takeSnapshot().percentileValues()) {
        cells.append(String.format(Locale.ROOT, " %.1f |", value.value(TimeUnit.MILLISECONDS)));
      }
      report.line(cells + " |");
      report.publish("access-gate");
    }
  }

  private static LatencySamples send(
      URI console, List<String> passes, Duration length, int perSecond)
      throws InterruptedException {
    int requests = Math.toIntExact(length.toSeconds() * perSecond);
    ConcurrentLinkedQueue<Long> measured = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    // closed in reverse order: waits for the last response, then closes the client
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (int number = 0; number < requests; number++) {
        long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        HttpRequest request =
            HttpRequest.newBuilder(console.resolve("/access"))
                .header("Cookie", "signalbox-access=" + passes.get(number * 31 % passes.size()))
                .build();
        senders.execute(
            () -> {
              try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                // from the scheduled time, to avoid coordinated omission
                measured.add(System.nanoTime() - due);
                if (status != 200) {
                  wrong.add("status " + status);
                }
              } catch (IOException e) {
                wrong.add(e.toString());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
    return new LatencySamples(measured.stream().mapToLong(Long::longValue).toArray());
  }

  /** Inserts users with a membership; the first 4,000 have a session and an access cookie. */
  private static List<String> fill(RunningConsole console) {
    OffsetDateTime now =
        OffsetDateTime.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC);
    var database = console.database();
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, name, role, status, status_since,
              first_seen, last_seen, sign_ins)
            select gen_random_uuid(), :instance, 1000000 + n, 'bench-' || n, 'Bench ' || n,
              'MEMBER', 'ACTIVE', :now, :now, :now, 1
            from generate_series(0, :people - 1) n
            """)
        .param("instance", TestInstallation.gitHub().address().getAuthority())
        .param("now", now)
        .param("people", PEOPLE)
        .update();
    database
        .sql(
            """
            insert into membership (account_id, confirmed_at, asked_at, last_answer, sealed_token)
            select id, :now, :now, 'active', decode(repeat('ab', 90), 'hex') from account
            where login like 'bench-%'
            """)
        .param("now", now)
        .update();
    database
        .sql(
            """
            insert into spring_session (primary_id, session_id, creation_time, last_access_time,
              max_inactive_interval, expiry_time)
            select 'p' || lpad(n::text, 35, '0'), 's' || lpad(n::text, 35, '0'), 0, 0, 43200,
              9000000000000000 from generate_series(0, :passes - 1) n
            """)
        .param("passes", PASSES)
        .update();
    database
        .sql(
            """
            insert into console_session (primary_id, account_id, epoch, signed_in_at,
              last_interaction_at, device, address)
            select 'p' || lpad(n::text, 35, '0'), a.id, 0, :now, :now, 'a benchmark', '127.0.0.1'
            from generate_series(0, :passes - 1) n join account a on a.github_id = 1000000 + n
            """)
        .param("now", now)
        .param("passes", PASSES)
        .update();
    List<String> passes = new ArrayList<>();
    for (int number = 0; number < PASSES; number++) {
      String pass = "b" + String.format("%042d", number);
      passes.add(pass);
      database
          .sql(
              """
              insert into access_pass (hash, session_id, account_id, epoch, expires_at)
              select :hash, primary_id, account_id, 0, :end from console_session
              where primary_id = :session
              """)
          .param("hash", hash(pass))
          .param("session", "p" + String.format("%035d", number))
          .param("end", now.plusHours(12))
          .update();
    }
    database.sql("analyze").update();
    return passes;
  }

  private static byte[] hash(String pass) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(pass.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
