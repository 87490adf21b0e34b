package dev.signalbox.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** GET requests change no data, and mutating requests require a CSRF token. */
@InstallationTest
class RequestSideEffectTests {

  /** Protected by a signature, only counted, and protected by a sealed cookie. */
  private static final Set<String> WITHOUT_TOKEN =
      Set.of("POST /webhooks/github", "POST /csp-reports", "DELETE /sign-in/authorization");

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private final RouteTable routes;
  private final ThreadPoolTaskScheduler scheduler;

  @Autowired
  RequestSideEffectTests(
      MockBrowsers browsers, JdbcClient database, ThreadPoolTaskScheduler scheduler) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.routes = new RouteTable(records);
    this.scheduler = scheduler;
  }

  /** Background jobs write tables at any time; without them, only requests do. */
  @BeforeEach
  void pauseBackgroundJobs() throws InterruptedException {
    CountDownLatch paused = new CountDownLatch(1);
    scheduler.stop(paused::countDown);
    assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void resumeBackgroundJobs() {
    scheduler.start();
  }

  @Test
  void refusesEveryMutatingRequestWithoutACsrfToken() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    List<RouteRow> changes =
        RouteTable.all().stream()
            .filter(route -> !route.isReadOnly() && !WITHOUT_TOKEN.contains(route.name()))
            // the API reads no cookies, so requests can't be forged
            .filter(route -> !route.name().contains(" /api/"))
            .toList();

    assertThat(changes)
        .isNotEmpty()
        .allSatisfy(route -> assertThat(routes.requestWithoutToken(admin, route)).hasStatus(403));
    assertThat(records.actions()).containsExactly("user.logged_in");
  }

  @Test
  void getRequestsChangeNoTable() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    // the first page of a session creates its CSRF token
    admin.get("/sessions");
    // the organizations of a user are read asynchronously after the sign-in
    await()
        .until(() -> records.count("membership where organizations_checked_at is not null") == 1);
    Map<String, String> before = tables();

    for (RouteRow route : RouteTable.all()) {
      // downloads write an audit event
      if (route.isReadOnly() && !route.name().matches(".*(/sign-in/callback|\\.csv|\\.jsonl).*")) {
        routes.request(admin, route);
        assertThat(changed(before, tables())).as(route.name()).isEmpty();
      }
    }
  }

  @Test
  void createsNoSessionForGuests() {
    MockBrowser guest = browsers.open();

    RouteTable.all().stream()
        .filter(RouteRow::isReadOnly)
        .forEach(route -> routes.request(guest, route));

    assertThat(records.count("spring_session")).isZero();
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> after) {
    return after.entrySet().stream()
        .filter(table -> !table.getValue().equals(before.get(table.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, String> tables() {
    return database
        .sql(
            "select tablename from pg_tables where schemaname = 'public'"
                + " and tablename <> 'flyway_schema_history'")
        .query(String.class)
        .list()
        .stream()
        .collect(toMap(Function.identity(), this::digest));
  }

  private String digest(String table) {
    // the last access time of a session changes with every request
    String row = table.equals("spring_session") ? "t.primary_id || t.session_id" : "t::text";
    return database
        .sql(
            "select count(*) || ' ' || coalesce(md5(string_agg(%s, ',' order by %s)), '') from %s t"
                .formatted(row, row, table))
        .query(String.class)
        .single();
  }
}
