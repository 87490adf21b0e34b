package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Acts on several people at once: what is said before, and what came of it for each. */
@InstallationTest
class SelectionTests {

  private final Browsers browsers;
  private final Books books;
  private Browser admin;

  @Autowired
  SelectionTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void saysBeforeWhoIsConcernedAndHowManySeatsBecomeFree() {
    long active = books.count("account where status = 'ACTIVE'");

    assertThat(
            admin.get("/users/suspensions?" + ids(Persona.VIEWER, Persona.MEMBER, Persona.ADMIN)))
        .hasStatusOk()
        .bodyText()
        .contains("Suspend 3 people", "Frees 2 of the seats", active - 2 + " of ")
        .contains("Mei-Ling Tan", "stays as they are");
  }

  @Test
  void suspendsEachAndTellsWhoStayed() {
    assertThat(
            send(
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER, Persona.ADMIN, Persona.SUSPENDED) + "&reason=left"))
        .hasStatusOk()
        .bodyText()
        .contains("1 done, 2 left as they were")
        .contains(
            "Mei-Ling Tan is suspended", "You cannot suspend yourself", "was suspended already");
    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("SUSPENDED");
    assertThat(books.account(Persona.ADMIN, "status")).isEqualTo("ACTIVE");
    assertThat(books.event("user.suspended").payload()).contains("\"left\"");
  }

  @Test
  void neverSuspendsTheLastAdmin() {
    books.set(Persona.ADMIN, "role", "VIEWER");
    books.set(Persona.VIEWER, "role", "ADMIN");
    books.set(Persona.SECOND_ADMIN, "role", "MEMBER");
    Browser only = browsers.signedIn(Persona.VIEWER);

    assertThat(
            send(
                only,
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER, Persona.MEMBER) + "&reason=out"))
        .bodyText()
        .contains("You cannot suspend yourself", "Diego Fuentes is suspended");
  }

  @Test
  void keepsWhatWasTypedWhenTheReasonIsMissing() {
    assertThat(
            send(
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER) + "&reason=&until=2099-12-24"))
        .hasStatus(422)
        .bodyText()
        .contains("Say why", "2099-12-24", books.id(Persona.VIEWER).toString());
    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void activatesThoseWhoWait() {
    books.set(Persona.VIEWER, "status", "SUSPENDED_NEW");

    assertThat(admin.get("/users/activations?" + ids(Persona.VIEWER, Persona.SUSPENDED)))
        .bodyText()
        .contains("Activate 2 people");
    assertThat(
            send(HttpMethod.DELETE, "/users/suspensions", ids(Persona.VIEWER, Persona.SUSPENDED)))
        .bodyText()
        .contains("All 2 done");
    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
    assertThat(books.account(Persona.SUSPENDED, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void givesEverybodyButOneselfTheRole() {
    assertThat(
            send(
                HttpMethod.PUT,
                "/users/roles",
                ids(Persona.VIEWER, Persona.ADMIN) + "&role=MEMBER"))
        .bodyText()
        .contains("Mei-Ling Tan is now member.", "You cannot change your own role");
    assertThat(books.event("user.role.changed").payload()).contains("viewer", "member");
  }

  @Test
  void choosesEverybodyWhoMatchesAcrossThePages() {
    books.addPeople(120, "temp-");

    assertThat(admin.get("/users?q=temp-"))
        .bodyText()
        .contains("All 120 who match this filter", "value=\"/users?q=temp-\"");
    assertThat(admin.get("/users?q=temp-11")).bodyText().doesNotContain("who match this filter");
    assertThat(admin.get("/users/suspensions?matching=" + encoded("/users?q=temp-")))
        .hasStatusOk()
        .bodyText()
        .contains("Suspend 120 people", "temp-120");
    // the ticks beside it do not count
    assertThat(
            admin.get(
                "/users/suspensions?"
                    + ids(Persona.VIEWER)
                    + "&matching="
                    + encoded("/users?q=temp-11&sort=-login")))
        .bodyText()
        .contains("Suspend 11 people")
        .doesNotContain("Mei-Ling Tan");
  }

  @Test
  void takesTheFirstOfMoreThanAreDealtWithAtOnce() {
    books.addPeople(501, "temp-");

    assertThat(admin.get("/users?q=temp-&sort=-login"))
        .bodyText()
        .contains("The first 500 who match this filter");
    assertThat(admin.get("/users/roles?matching=" + encoded("/users?q=temp-&sort=-login")))
        .bodyText()
        .contains("Change the role of 500 people", "temp-501")
        .doesNotContain(">temp-1<");
  }

  @Test
  void wantsARoleThatExists() {
    assertThat(send(HttpMethod.PUT, "/users/roles", ids(Persona.VIEWER) + "&role=KING"))
        .hasStatus(422)
        .bodyText()
        .contains("Choose admin, viewer or member.");
  }

  @Test
  void saysWhatToDoWhenNobodyIsChosen() {
    assertThat(admin.get("/users/suspensions"))
        .hasStatus(422)
        .bodyText()
        .contains("Choose at least one person");
    assertThat(admin.get("/users/roles?id=nonsense")).hasStatus(422);
  }

  private MvcTestResult send(HttpMethod method, String path, String form) {
    return send(admin, method, path, form);
  }

  private static MvcTestResult send(Browser browser, HttpMethod method, String path, String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      String[] field = pair.split("=", 2);
      // several values of one field are joined by commas, which Spring takes apart again
      fields.merge(field[0], field[1], (one, other) -> one + "," + other);
    }
    return browser.send(method, path, fields);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String ids(Persona... personas) {
    return Arrays.stream(personas)
        .map(persona -> "id=" + books.id(persona))
        .collect(Collectors.joining("&"));
  }
}
