package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log as people read it. */
@InstallationTest
class AuditPageTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;
  private Browser admin;

  @Autowired
  AuditPageTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsTheNewestFirst() {
    assertThat(new Walk(admin).forth("/audit").getFirst().getFirst())
        .isEqualTo(idOf("user.logged_in"));
  }

  @Test
  void showsOneActionOnly() {
    assertThat(new Walk(admin).forth("/audit?action=user.logged_in"))
        .containsExactly(List.of(idOf("user.logged_in")));
  }

  @Test
  void showsFailuresOnly() {
    browsers.signedIn(Persona.OUTSIDER);

    assertThat(new Walk(admin).forth("/audit?outcome=failed"))
        .containsExactly(List.of(idOf("user.sign_in.refused")));
  }

  @Test
  void findsByActorAndByTarget() {
    assertThat(new Walk(admin).forth("/audit?actor=DMI&target=dmi"))
        .containsExactly(List.of(idOf("user.logged_in")));
    assertThat(new Walk(admin).forth("/audit?target=" + books.id(Persona.ADMIN)))
        .containsExactly(List.of(idOf("user.logged_in")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor=%25", "target=_", "actor=%5C", "action=no.such"})
  void saysWhenNoEventFits(String filter) {
    assertThat(admin.get("/audit?" + filter))
        .hasStatusOk()
        .bodyText()
        .contains("No event fits this filter", "Clear the filter");
  }

  @Test
  void isWalkedForthAndBackWithoutLossOrDuplicates() {
    crowd();
    Walk walk = new Walk(admin);

    List<String> forth = walk.forth("/audit").stream().flatMap(List::stream).toList();

    assertThat(forth).doesNotHaveDuplicates().hasSize((int) books.count("audit_event"));
    assertThat(walk.back("/audit").reversed().stream().flatMap(List::stream).toList())
        .isEqualTo(forth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before=nonsense", "after=~", "before=2026~x", "after=%00"})
  void showsTheNewestForAPlaceThatDoesNotExist(String place) {
    assertThat(admin.get("/audit?" + place)).hasStatusOk();
  }

  @Test
  void showsAnEventWithItsReasonAndAsItWasWritten() {
    String page = "/users/" + books.id(Persona.VIEWER) + "/suspension";
    admin.post(page, Map.of("reason", "went \"home\""));

    assertThat(admin.get("/audit/" + idOf("user.suspended")))
        .hasStatusOk()
        .bodyText()
        .contains("admin → user viewer", "went &quot;home&quot;", "Pretty", "As it came")
        .contains("&quot;occurred_at&quot;", "&quot;metadata&quot;", "&quot;address&quot;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/audit/nonsense", "/audit/00000000-0000-0000-0000-000000000000"})
  void leadsToTheLogWhenThereIsNoSuchEvent(String path) {
    assertThat(admin.get(path)).hasStatus(404).bodyText().contains("Open the audit log");
  }

  private String idOf(String action) {
    return database
        .sql(
            "select id::text from audit_event where action = :action"
                + " order by occurred_at desc limit 1")
        .param("action", action)
        .query(String.class)
        .single();
  }

  /** Enough events for several pages, three of them at each moment. */
  private void crowd() {
    database
        .sql(
            """
            with known as (
              insert into audit_event_id
              select gen_random_uuid(), timestamptz '2026-01-01T00:00:00Z' + n * interval '1 ms'
              from generate_series(1, 43) n, generate_series(1, 3)
              returning id, occurred_at)
            insert into audit_event (id, action, actor, target, payload, occurred_at, occurred,
              metadata, success, actor_id, actor_name, target_type, target_id, version, batch)
            select id, 'pod.restart', '{}', '{}', '{}', occurred_at, occurred_at::text, '{}', true,
              'x', 'x', 'pod', 'a', 1, 0 from known
            """)
        .update();
  }
}
