package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.PageWalker;
import dev.signalbox.testing.TestInstallation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log page and the event page. */
@InstallationTest
class AuditPageTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  AuditPageTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsTheNewestFirst() {
    assertThat(new PageWalker(admin).forward("/audit").getFirst().getFirst())
        .isEqualTo(idOf("user.logged_in"));
  }

  @Test
  void showsOneActionOnly() {
    assertThat(new PageWalker(admin).forward("/audit?action=user.logged_in"))
        .containsExactly(List.of(idOf("user.logged_in")));
  }

  @Test
  void theActionsTreeCountsTheEventsThatTheOtherFiltersMatch() {
    browsers.signedIn(Persona.VIEWER);
    browsers.signedIn(Persona.OUTSIDER);

    assertThat(tree("/audit")).contains("user.logged_in 2", "user.sign_in.refused 1");
    assertThat(tree("/audit?outcome=failed")).containsExactly("user.sign_in.refused 1");
    assertThat(tree("/audit?outcome=done&action=user.sign_in.refused"))
        .contains("user.logged_in 2")
        .noneMatch(line -> line.startsWith("user.sign_in.refused"));
    assertThat(tree("/audit?actor=" + Persona.VIEWER.login())).containsExactly("user.logged_in 1");
    assertThat(tree("/audit?actor=nonexistent")).isEmpty();
    assertThat(tree("/audit?q=github")).contains("user.logged_in");
  }

  /** Returns the actions of the tree with their counts, if shown. */
  private List<String> tree(String path) {
    return Pattern.compile(
            "title=\"[^\"]*\"\\s*>([a-z_.]+)</a>\\s*"
                + "(?:<span\\s+class=\"sb-tree-count\"\\s*>([0-9,]+)<)?")
        .matcher(MockBrowser.body(admin.get(path)))
        .results()
        .map(
            match ->
                match.group(2) == null ? match.group(1) : match.group(1) + " " + match.group(2))
        .toList();
  }

  @Test
  void showsFailuresOnly() {
    browsers.signedIn(Persona.OUTSIDER);

    assertThat(new PageWalker(admin).forward("/audit?outcome=failed"))
        .containsExactly(List.of(idOf("user.sign_in.refused")));
  }

  @Test
  void findsByActorAndByTarget() {
    assertThat(new PageWalker(admin).forward("/audit?actor=DMI&target=dmi"))
        .containsExactly(List.of(idOf("user.logged_in")));
    assertThat(new PageWalker(admin).forward("/audit?target=" + records.accountId(Persona.ADMIN)))
        .containsExactly(List.of(idOf("user.logged_in")));
  }

  @Test
  void findsNoEventsOfAUserWhoseLoginIsTheIdOfAnotherUser() {
    String expected = idOf("user.logged_in");
    String id = records.accountId(Persona.ADMIN).toString();
    TestInstallation.gitHub().rename(Persona.VIEWER, id);
    browsers.signedIn(Persona.VIEWER);

    assertThat(records.accountColumn(Persona.VIEWER, "login")).isEqualTo(id);
    assertThat(new PageWalker(admin).forward("/audit?actor=" + id))
        .containsExactly(List.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"actor=%25", "target=_", "actor=%5C", "action=no.such"})
  void saysThatNoEventMatches(String filter) {
    assertThat(admin.get("/audit?" + filter))
        .hasStatusOk()
        .bodyText()
        .contains("No events match these filters", "Clear filters");
  }

  @Test
  void pagesForwardAndBackWithoutGapsOrDuplicates() {
    addManyEvents();
    PageWalker walk = new PageWalker(admin);

    List<String> forth = walk.forward("/audit").stream().flatMap(List::stream).toList();

    assertThat(forth).doesNotHaveDuplicates().hasSize((int) records.count("audit_event"));
    assertThat(walk.backward("/audit").reversed().stream().flatMap(List::stream).toList())
        .isEqualTo(forth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before=nonsense", "after=~", "before=2026~x", "after=%00"})
  void showsTheNewestForAnInvalidCursor(String cursor) {
    assertThat(admin.get("/audit?" + cursor)).hasStatusOk();
  }

  @Test
  void showsAnEventWithItsReasonAndItsJson() {
    String page = "/users/" + records.accountId(Persona.VIEWER) + "/suspension";
    admin.post(page, Map.of("reason", "went \"home\""));

    assertThat(admin.get("/audit/" + idOf("user.suspended")))
        .hasStatusOk()
        .bodyText()
        .contains("admin suspended viewer", "went &quot;home&quot;")
        .contains("Formatted JSON", "Original JSON")
        .contains("&quot;occurred_at&quot;", "&quot;metadata&quot;", "&quot;address&quot;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/audit/nonsense", "/audit/00000000-0000-0000-0000-000000000000"})
  void linksToTheLogIfTheEventDoesNotExist(String path) {
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

  /** Adds enough events for several pages, three at each time. */
  private void addManyEvents() {
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
