package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
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

/** Bulk actions: the confirmation and the results. */
@InstallationTest
class SelectionControllerTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  SelectionControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void confirmsTheUsersAndTheSeats() {
    long active = records.count("account where status = 'ACTIVE'");

    assertThat(
            admin.get("/users/suspensions?" + ids(Persona.VIEWER, Persona.MEMBER, Persona.ADMIN)))
        .hasStatusOk()
        .bodyText()
        .contains("Suspend 3 users", "Frees 2 seats", active - 2 + " of ")
        .contains("Mei-Ling Tan", "unchanged (your own account)");
  }

  @Test
  void suspendsAndReportsSkippedUsers() {
    assertThat(
            send(
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER, Persona.ADMIN, Persona.SUSPENDED) + "&reason=left"))
        .hasStatusOk()
        .bodyText()
        .contains("1 suspended, 2 skipped")
        .contains("Mei-Ling Tan is suspended", "t suspend yourself", "was already suspended")
        .contains("href=\"/users/activations?" + ids(Persona.VIEWER) + "\"")
        .doesNotContain(ids(Persona.VIEWER) + "&amp;id=");
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("SUSPENDED");
    assertThat(records.accountColumn(Persona.ADMIN, "status")).isEqualTo("ACTIVE");
    assertThat(records.event("user.suspended").payload()).contains("\"left\"");
  }

  @Test
  void neverSuspendsTheLastAdmin() {
    records.setAccountColumn(Persona.ADMIN, "role", "VIEWER");
    records.setAccountColumn(Persona.VIEWER, "role", "ADMIN");
    records.setAccountColumn(Persona.SECOND_ADMIN, "role", "MEMBER");
    MockBrowser only = browsers.signedIn(Persona.VIEWER);

    assertThat(
            send(
                only,
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER, Persona.MEMBER) + "&reason=out"))
        .bodyText()
        .contains("t suspend yourself", "Diego Fuentes is suspended");
  }

  @Test
  void keepsTheInputWhenTheReasonIsMissing() {
    assertThat(
            send(
                HttpMethod.POST,
                "/users/suspensions",
                ids(Persona.VIEWER) + "&reason=&until=2099-12-24"))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a reason.", "2099-12-24", records.accountId(Persona.VIEWER).toString());
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void activatesPendingUsers() {
    records.setAccountColumn(Persona.VIEWER, "status", "SUSPENDED_NEW");

    assertThat(admin.get("/users/activations?" + ids(Persona.VIEWER, Persona.SUSPENDED)))
        .bodyText()
        .contains("Activate 2 users");
    assertThat(
            send(HttpMethod.DELETE, "/users/suspensions", ids(Persona.VIEWER, Persona.SUSPENDED)))
        .bodyText()
        .contains("2 users activated");
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
    assertThat(records.accountColumn(Persona.SUSPENDED, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void changesTheRoleOfAllButTheAdmin() {
    assertThat(
            send(
                HttpMethod.PUT,
                "/users/roles",
                ids(Persona.VIEWER, Persona.ADMIN) + "&role=MEMBER"))
        .bodyText()
        .contains("Mei-Ling Tan is now member.", "t change your own role");
    assertThat(records.event("user.role.changed").payload()).contains("viewer", "member");
  }

  @Test
  void selectsAllMatchingUsersAcrossPages() {
    records.addMembers(120, "temp-");

    assertThat(admin.get("/users?q=temp-"))
        .bodyText()
        .contains("All 120 matching users", "value=\"/users?q=temp-\"");
    assertThat(admin.get("/users?q=temp-11")).bodyText().doesNotContain("matching users");
    assertThat(admin.get("/users/suspensions?matching=" + encoded("/users?q=temp-")))
        .hasStatusOk()
        .bodyText()
        .contains("Suspend 120 users", "temp-120");
    // overrides the selected ids
    assertThat(
            admin.get(
                "/users/suspensions?"
                    + ids(Persona.VIEWER)
                    + "&matching="
                    + encoded("/users?q=temp-11&sort=-login")))
        .bodyText()
        .contains("Suspend 11 users")
        .doesNotContain("Mei-Ling Tan");
  }

  @Test
  void limitsTheNumberOfSelectedUsers() {
    records.addMembers(501, "temp-");

    assertThat(admin.get("/users?q=temp-&sort=-login"))
        .bodyText()
        .contains("First 500 matching users");
    assertThat(admin.get("/users/roles?matching=" + encoded("/users?q=temp-&sort=-login")))
        .bodyText()
        .contains("Change role for 500 users", "temp-501")
        .doesNotContain(">temp-1<");
  }

  @Test
  void rejectsAnUnknownRole() {
    assertThat(send(HttpMethod.PUT, "/users/roles", ids(Persona.VIEWER) + "&role=KING"))
        .hasStatus(422)
        .bodyText()
        .contains("Choose a role.");
  }

  @Test
  void asksToSelectAUser() {
    assertThat(admin.get("/users/suspensions"))
        .hasStatus(422)
        .bodyText()
        .contains("Select at least one user");
    assertThat(admin.get("/users/roles?id=nonsense")).hasStatus(422);
  }

  private MvcTestResult send(HttpMethod method, String path, String form) {
    return send(admin, method, path, form);
  }

  private static MvcTestResult send(
      MockBrowser browser, HttpMethod method, String path, String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      String[] field = pair.split("=", 2);
      // several values of one field are joined by commas, which Spring takes apart again
      fields.merge(field[0], field[1], (one, other) -> one + "," + other);
    }
    MvcTestResult response = browser.send(method, path, fields);
    String results = response.getResponse().getRedirectedUrl();
    return results == null ? response : browser.get(results);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String ids(Persona... personas) {
    return Arrays.stream(personas)
        .map(persona -> "id=" + records.accountId(persona))
        .collect(Collectors.joining("&"));
  }
}
