package dev.signalbox.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Admins with separate sessions that send requests concurrently. */
final class ConcurrentAdmins {

  private final List<HttpBrowser> admins;

  private ConcurrentAdmins(List<HttpBrowser> admins) {
    this.admins = admins;
  }

  /** Signs in one admin and copies the session to the given number of new accounts. */
  ConcurrentAdmins(RunningConsole console, int size) {
    this(new ArrayList<>());
    HttpBrowser first = HttpBrowser.signedIn(console, Persona.ADMIN);
    String secret = Objects.requireNonNull(first.cookies().get("signalbox"));
    for (int number = 0; number < size; number++) {
      String copy = "b" + String.format("%035d", number);
      insertAdmin(console, secret, copy, number);
      HttpBrowser admin = HttpBrowser.at(console);
      first.cookies().forEach((name, value) -> admin.cookies().put(name, copy));
      admins.add(admin);
    }
  }

  /** Returns the first {@code size} admins. */
  ConcurrentAdmins first(int size) {
    return new ConcurrentAdmins(admins.subList(0, size));
  }

  List<HttpBrowser> admins() {
    return admins;
  }

  /**
   * Requests the path in a loop from every admin and measures all responses. Those with status 503
   * are counted: a saturated console refuses requests that wait too long for a database connection.
   */
  LoadResult measure(String path, Duration length, String... headers) throws InterruptedException {
    ConcurrentLinkedQueue<Long> measured = new ConcurrentLinkedQueue<>();
    AtomicInteger unavailable = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> wrong = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(admins.size());
    long cpu = cpu();
    long start = System.nanoTime();
    for (HttpBrowser admin : admins) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (System.nanoTime() - start < length.toNanos()) {
                  long before = System.nanoTime();
                  HttpResponse<String> response = admin.get(path, headers);
                  measured.add(System.nanoTime() - before);
                  if (response.statusCode() == 503) {
                    unavailable.incrementAndGet();
                  } else if (response.statusCode() != 200) {
                    wrong.add(response.statusCode());
                  }
                }
                done.countDown();
              });
    }
    done.await();
    long wall = System.nanoTime() - start;
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(path + " returned " + wrong.peek());
    }
    return new LoadResult(
        new LatencySamples(measured.stream().mapToLong(Long::longValue).toArray()),
        (cpu() - cpu) / 1e6 / measured.size(),
        measured.size() / (wall / 1e9),
        unavailable.get());
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void insertAdmin(RunningConsole console, String from, String copy, int number) {
    String primary = "p" + String.format("%035d", number);
    UUID account = UUID.randomUUID();
    var database = console.database();
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, name, role, status, status_since,
              first_seen, last_seen, sign_ins)
            values (:id, :instance, :gitHub, :login, :login, 'ADMIN', 'ACTIVE', :now, :now, :now, 1)
            """)
        .param("id", account)
        .param("instance", TestInstallation.gitHub().address().getAuthority())
        .param("gitHub", 900_000 + number)
        .param("login", "bench-" + number)
        .param("now", now())
        .update();
    database
        .sql(
            """
            insert into membership (account_id, confirmed_at, asked_at, last_answer)
            values (:id, :now, :now, 'active')
            """)
        .param("id", account)
        .param("now", now())
        .update();
    database
        .sql(
            """
            insert into spring_session select :primary, :copy, creation_time, last_access_time,
              max_inactive_interval, expiry_time, principal_name
            from spring_session where session_id = :from
            """)
        .param("primary", primary)
        .param("copy", copy)
        .param("from", from)
        .update();
    database
        .sql(
            """
            insert into spring_session_attributes select :primary, attribute_name, attribute_bytes
            from spring_session_attributes a join spring_session s
              on s.primary_id = a.session_primary_id where s.session_id = :from
            """)
        .param("primary", primary)
        .param("from", from)
        .update();
    database
        .sql(
            """
            insert into console_session (primary_id, account_id, epoch, signed_in_at,
              last_interaction_at, device, address)
            values (:primary, :account, 0, :now, :now, 'a benchmark', '127.0.0.1')
            """)
        .param("primary", primary)
        .param("account", account)
        .param("now", now())
        .update();
  }

  private static OffsetDateTime now() {
    return TestInstallation.clock().instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * Result of a load test.
   *
   * @param cpu CPU time per request in milliseconds, including the client
   * @param unavailable number of responses with status 503
   */
  record LoadResult(LatencySamples latencies, double cpu, double perSecond, int unavailable) {}
}
