package dev.signalbox.house;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looking changes nothing, and changing needs the token of one of our own pages. */
@InstallationTest
class RequestsLeaveNoTraceTests {

  /** One is signed, one is only counted, one takes a sealed cookie of this very browser. */
  private static final Set<String> WITHOUT_TOKEN =
      Set.of("POST /webhooks/github", "POST /csp-reports", "DELETE /sign-in/authorization");

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;
  private final Doors doors;

  @Autowired
  RequestsLeaveNoTraceTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
    this.doors = new Doors(books);
  }

  @Test
  void refusesEveryChangeWithoutTheTokenOfAPage() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    List<Door> changes =
        Doors.all().stream()
            .filter(door -> !door.onlyLooks() && !WITHOUT_TOKEN.contains(door.name()))
            // no cookie is read there, so there is nothing to forge
            .filter(door -> !door.name().contains(" /api/"))
            .toList();

    assertThat(changes)
        .isNotEmpty()
        .allSatisfy(door -> assertThat(doors.knockWithoutToken(admin, door)).hasStatus(403));
    assertThat(books.actions()).containsExactly("user.logged_in");
  }

  @Test
  void changesNoTableByLooking() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    // the token of a session's forms is made with its first page
    admin.get("/sessions");
    // a sign-in has the person's organisations read beside it
    await().until(() -> books.count("membership where organizations_checked_at is not null") == 1);
    Map<String, String> before = tables();

    for (Door door : Doors.all()) {
      // that a list left the console as a file is written down
      if (door.onlyLooks() && !door.name().matches(".*(/sign-in/callback|\\.csv|\\.jsonl).*")) {
        doors.knock(admin, door);
        assertThat(tables()).as(door.name()).isEqualTo(before);
      }
    }
  }

  @Test
  void writesNoSessionForGuests() {
    Browser guest = browsers.open();

    Doors.all().stream().filter(Door::onlyLooks).forEach(door -> doors.knock(guest, door));

    assertThat(books.count("spring_session")).isZero();
  }

  private Map<String, String> tables() {
    return database
        .sql(
            "select tablename from pg_tables where schemaname = 'public'"
                + " and tablename <> 'flyway_schema_history'"
                // what the console does with the log by itself
                + " and tablename not in ('audit_unsealed', 'audit_seal', 'audit_count',"
                + " 'audit_count_by_day', 'audit_verification')")
        .query(String.class)
        .list()
        .stream()
        .collect(toMap(Function.identity(), this::digest));
  }

  private String digest(String table) {
    // when a session was last used is noted, and is no change that anybody asked for
    String row = table.equals("spring_session") ? "t.primary_id || t.session_id" : "t::text";
    return database
        .sql(
            "select count(*) || ' ' || coalesce(md5(string_agg(%s, ',' order by %s)), '') from %s t"
                .formatted(row, row, table))
        .query(String.class)
        .single();
  }
}
