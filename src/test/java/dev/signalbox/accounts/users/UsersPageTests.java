package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.PageWalker;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The users list: filters, sort orders and pagination. */
@InstallationTest
class UsersPageTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser viewer;

  @Autowired
  UsersPageTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void showsUsersWithStatusAndRole() {
    assertThat(viewer.get("/users"))
        .hasStatusOk()
        .bodyText()
        .contains("Amara Okafor", "Adaeze Nwosu", "2 pending approval");
  }

  @Test
  void filtersByStatus() {
    assertThat(viewer.get("/users?state=SUSPENDED_NEW"))
        .bodyText()
        .contains("Ilse Vermeer", "Rohan Mehta")
        .doesNotContain("Amara Okafor");
  }

  @Test
  void listsNoUserForAnUnknownStatus() {
    assertThat(viewer.get("/users?state=MAGIC'--"))
        .hasStatus(422)
        .bodyText()
        .contains("Must be active, inactive, suspended or suspended_new.")
        .doesNotContain("Amara Ok");
  }

  @Test
  void searchesByNameAndLoginIgnoringCase() {
    assertThat(viewer.get("/users?q=OKAF")).bodyText().contains("Amara Okafor");
    assertThat(viewer.get("/users?q=Second-Ad")).bodyText().contains("Jonas Lindqvist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@emile-o",
        "Oström Émile",
        "émile   oström",
        "EMILE-O",
        "ÉMILE OSTRÖM",
        "Émile\u00a0Oström",
        "\u00a0Émile\u202f",
        "Ém\u200bile",
        "E\u0301mile Ostro\u0308m",
        "https://github.com/emile-o",
        "https://github.acme.example/emile-o/?tab=repositories",
        "github.com/emile-o",
        "emile@acme.example"
      })
  void findsAPersonAsNamesAreTypedAndPasted(String text) {
    String user = "/users/" + records.accountId(Persona.MEMBER);
    for (String name : List.of("Émile Oström", "E\u0301mile Ostro\u0308m", "ÉMILE OSTRÖM")) {
      records.setAccountColumn(Persona.MEMBER, "login", "Emile-O");
      records.setAccountColumn(Persona.MEMBER, "name", name);
      records.setAccountColumn(Persona.MEMBER, "email", "Emile@acme.example");
      String query = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");

      assertThat(viewer.get("/users?q=" + query)).bodyText().contains(user);
      assertThat(viewer.fragment("/find?q=" + query)).bodyText().contains(user);
      assertThat(viewer.get("/users?q=" + query + "%20Okafor")).bodyText().doesNotContain(user);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25", "_", "%5C"})
  void escapesWildcards(String wildcard) {
    assertThat(viewer.get("/users?q=" + wildcard))
        .hasStatusOk()
        .bodyText()
        .contains("No users match these filters", "Clear filters");
  }

  @Test
  void findsAPercentSignInAName() {
    records.setAccountColumn(Persona.MEMBER, "name", "100%_sure");

    assertThat(new PageWalker(viewer).forward("/users?q=0%25_s"))
        .containsExactly(List.of(records.accountId(Persona.MEMBER).toString()));
  }

  @Test
  void showsAnEmptyStateWhenNothingMatches() {
    assertThat(viewer.get("/users?q=nobody-at-all"))
        .hasStatusOk()
        .bodyText()
        .contains("No users match these filters")
        .doesNotContain("data-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "-login",
        "role",
        "-role",
        "seen",
        "-seen",
        "first",
        "-first",
        "since",
        "-since",
        "sign-ins",
        "-sign-ins",
        "name;drop"
      })
  void pagesInBothDirectionsWithoutLossOrDuplicates(String sort) {
    addManyUsers();
    PageWalker walk = new PageWalker(viewer);

    List<String> forth =
        walk.forward("/users?sort=" + sort).stream().flatMap(List::stream).toList();
    List<List<String>> back = walk.backward("/users?sort=" + sort);

    assertThat(forth).doesNotHaveDuplicates().hasSize((int) records.count("account"));
    assertThat(back.reversed().stream().flatMap(List::stream).toList()).isEqualTo(forth);
  }

  @Test
  void searchesByEmailAddress() {
    records.setAccountColumn(Persona.MEMBER, "email", "diego@Acme.example");

    assertThat(new PageWalker(viewer).forward("/users?q=diego@acme"))
        .containsExactly(List.of(records.accountId(Persona.MEMBER).toString()));
  }

  @Test
  void filtersByRole() {
    assertThat(new PageWalker(viewer).forward("/users?role=ADMIN").getFirst())
        .containsExactlyInAnyOrder(
            records.accountId(Persona.ADMIN).toString(),
            records.accountId(Persona.SECOND_ADMIN).toString());
  }

  @Test
  void filtersByOrganization() {
    database.sql("delete from account_organization").update();
    database
        .sql(
            "insert into account_organization values (:id, 77, 'Globex', 'ACTIVE', now()),"
                + " (:other, 77, 'Globex', 'PENDING', now())")
        .param("id", records.accountId(Persona.MEMBER))
        .param("other", records.accountId(Persona.ADMIN))
        .update();

    assertThat(new PageWalker(viewer).forward("/users?org=globex"))
        .containsExactly(List.of(records.accountId(Persona.MEMBER).toString()));
    assertThat(viewer.get("/users")).bodyText().contains("Globex", "value=\"globex\"");
  }

  @Test
  void filtersByInactivity() {
    records.setAccountColumn(Persona.MEMBER, "last_seen", "2020-01-01T00:00:00Z");

    assertThat(new PageWalker(viewer).forward("/users?idle=1000"))
        .containsExactly(List.of(records.accountId(Persona.MEMBER).toString()));
    assertThat(viewer.get("/users?idle=-3"))
        .hasStatus(422)
        .bodyText()
        .contains("Must be a whole number from 1 to 3650.")
        .doesNotContain("Amara Okafor");
  }

  @Test
  void countsSeatsOfActiveUsersOnly() {
    long active = records.count("account where status = 'ACTIVE'");

    assertThat(viewer.get("/users"))
        .bodyText()
        .contains(active + " of " + AcmeInstallation.SEATS + " seats used");
    assertThat(viewer.fragment("/users/seats")).bodyText().contains(active + " of ");
  }

  @Test
  void exportsTheFilteredUsersWithoutFormulas() {
    records.setAccountColumn(Persona.ADMIN, "name", "=HYPERLINK(\"x\")");

    MvcTestResult file = viewer.get("/users.csv?role=ADMIN&sort=login");

    assertThat(file).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
    List<String> lines = MockBrowser.body(file).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("\uFEFF\"login\",\"name\",\"email\",\"state\"");
    assertThat(lines.get(1)).startsWith("\"admin\",\"'=HYPERLINK(\"\"x\"\")\",");
    assertThat(records.event("user.list.exported").payload()).contains("role=ADMIN");
  }

  @Test
  void sortsBySignIns() {
    records.setAccountColumn(Persona.ADMIN, "sign_ins", "2000");

    assertThat(new PageWalker(viewer).forward("/users?sort=-sign-ins").getFirst())
        .startsWith(records.accountId(Persona.ADMIN).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=nonsense",
        "before=~",
        "after=a~b",
        "sort=seen&after=2026-13-01T00:00:00Z~00000000-0000-0000-0000-000000000001",
        "before=%00",
        "sort=%27"
      })
  void showsTheFirstPageForAnInvalidPosition(String position) {
    assertThat(viewer.get("/users?" + position)).hasStatusOk();
  }

  /** Adds users for three pages, many with equal sort keys. */
  private void addManyUsers() {
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, role, status, status_since,
              first_seen, sign_ins)
            select gen_random_uuid(), 'crowd', n, 'Worker-' || n / 3, 'MEMBER', 'ACTIVE', now(),
              now(), n % 4 from generate_series(1, 90) n
            """)
        .update();
  }
}
