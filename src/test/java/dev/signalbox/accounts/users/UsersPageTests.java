package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Walk;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The list of people: found, sorted, and walked through without loss. */
@InstallationTest
class UsersPageTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;
  private Browser viewer;

  @Autowired
  UsersPageTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void showsPeopleWithStateAndRole() {
    assertThat(viewer.get("/users"))
        .hasStatusOk()
        .bodyText()
        .contains("Amara Okafor", "Adaeze Nwosu", "2 wait for activation");
  }

  @Test
  void showsOneStateOnly() {
    assertThat(viewer.get("/users?state=SUSPENDED_NEW"))
        .bodyText()
        .contains("Ilse Vermeer", "Rohan Mehta")
        .doesNotContain("Amara Okafor");
  }

  @Test
  void showsEverybodyForAStateThatDoesNotExist() {
    assertThat(viewer.get("/users?state=MAGIC'--")).hasStatusOk().bodyText().contains("Amara Ok");
  }

  @Test
  void findsByNameLoginAndAddressInAnyCase() {
    assertThat(viewer.get("/users?q=OKAF")).bodyText().contains("Amara Okafor");
    assertThat(viewer.get("/users?q=Second-Ad")).bodyText().contains("Jonas Lindqvist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25", "_", "%5C"})
  void takesWildcardsForLetters(String wildcard) {
    assertThat(viewer.get("/users?q=" + wildcard))
        .hasStatusOk()
        .bodyText()
        .contains("Nobody matches this filter", "Clear the filter");
  }

  @Test
  void findsWhoeverHasAPercentSignInTheName() {
    books.set(Persona.MEMBER, "name", "100%_sure");

    assertThat(new Walk(viewer).forth("/users?q=0%25_s"))
        .containsExactly(List.of(books.id(Persona.MEMBER).toString()));
  }

  @Test
  void saysThatNobodyIsThereWhenNobodyMatches() {
    assertThat(viewer.get("/users?q=nobody-at-all"))
        .hasStatusOk()
        .bodyText()
        .contains("Nobody matches this filter")
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
  void isWalkedForthAndBackWithoutLossOrDuplicates(String sort) {
    crowd();
    Walk walk = new Walk(viewer);

    List<String> forth = walk.forth("/users?sort=" + sort).stream().flatMap(List::stream).toList();
    List<List<String>> back = walk.back("/users?sort=" + sort);

    assertThat(forth).doesNotHaveDuplicates().hasSize((int) books.count("account"));
    assertThat(back.reversed().stream().flatMap(List::stream).toList()).isEqualTo(forth);
  }

  @Test
  void findsByEMailAddress() {
    books.set(Persona.MEMBER, "email", "diego@Acme.example");

    assertThat(new Walk(viewer).forth("/users?q=diego@acme"))
        .containsExactly(List.of(books.id(Persona.MEMBER).toString()));
  }

  @Test
  void showsOneRoleOnly() {
    assertThat(new Walk(viewer).forth("/users?role=ADMIN").getFirst())
        .containsExactlyInAnyOrder(
            books.id(Persona.ADMIN).toString(), books.id(Persona.SECOND_ADMIN).toString());
  }

  @Test
  void showsTheMembersOfOneOrganisationOnly() {
    database.sql("delete from account_organization").update();
    database
        .sql(
            "insert into account_organization values (:id, 77, 'Globex', 'ACTIVE', now()),"
                + " (:other, 77, 'Globex', 'PENDING', now())")
        .param("id", books.id(Persona.MEMBER))
        .param("other", books.id(Persona.ADMIN))
        .update();

    assertThat(new Walk(viewer).forth("/users?org=globex"))
        .containsExactly(List.of(books.id(Persona.MEMBER).toString()));
    assertThat(viewer.get("/users")).bodyText().contains("Globex", "value=\"globex\"");
  }

  @Test
  void findsWhoWasNotSeenForSomeDays() {
    books.set(Persona.MEMBER, "last_seen", "2020-01-01T00:00:00Z");

    assertThat(new Walk(viewer).forth("/users?idle=1000"))
        .containsExactly(List.of(books.id(Persona.MEMBER).toString()));
    assertThat(viewer.get("/users?idle=-3")).hasStatusOk().bodyText().contains("Amara Okafor");
  }

  @Test
  void countsTheSeatsOfActivePeopleOnly() {
    long active = books.count("account where status = 'ACTIVE'");

    assertThat(viewer.get("/users"))
        .bodyText()
        .contains(active + " of " + Installation.SEATS + " seats used");
    assertThat(viewer.fragment("/users/seats")).bodyText().contains(active + " of ");
  }

  @Test
  void givesTheFilteredPeopleAsAFileThatNoSpreadsheetExecutes() {
    books.set(Persona.ADMIN, "name", "=HYPERLINK(\"x\")");

    MvcTestResult file = viewer.get("/users.csv?role=ADMIN&sort=login");

    assertThat(file).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
    List<String> lines = Browser.body(file).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).startsWith("\"login\",\"name\",\"email\",\"state\"");
    assertThat(lines.get(1)).startsWith("\"admin\",\"'=HYPERLINK(\"\"x\"\")\",");
    assertThat(books.event("user.list.exported").payload()).contains("role=ADMIN");
  }

  @Test
  void beginsWithTheFewestOrTheMostSignIns() {
    books.set(Persona.ADMIN, "sign_ins", "2000");

    assertThat(new Walk(viewer).forth("/users?sort=-sign-ins").getFirst())
        .startsWith(books.id(Persona.ADMIN).toString());
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
  void showsTheBeginningForAPlaceThatDoesNotExist(String place) {
    assertThat(viewer.get("/users?" + place)).hasStatusOk();
  }

  /** Enough people for three pages, many of them alike in everything that sorts. */
  private void crowd() {
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
