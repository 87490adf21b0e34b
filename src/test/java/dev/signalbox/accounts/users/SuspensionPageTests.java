package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A person's page, and sending the person away and letting them in again. */
@InstallationTest
class SuspensionPageTests {

  private final Browsers browsers;
  private final Books books;
  private Browser admin;

  @Autowired
  SuspensionPageTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsAPersonWithTheMembershipAndTheSessions() {
    browsers.signedIn(Persona.VIEWER);

    assertThat(admin.get(page(Persona.VIEWER)))
        .hasStatusOk()
        .bodyText()
        .contains("Mei-Ling Tan", "viewer · signed in with 1 browser", "1003", "acme: ", "active");
  }

  @Test
  void leadsToTheListWhenThereIsNoSuchPerson() {
    assertThat(admin.get("/users/00000000-0000-0000-0000-000000000000"))
        .hasStatus(404)
        .bodyText()
        .contains("There is no user", "Open the list of users");
  }

  @Test
  void namesTheConsequenceBeforeTheAct() {
    browsers.signedIn(Persona.VIEWER);

    assertThat(admin.get(suspension(Persona.VIEWER)))
        .hasStatusOk()
        .bodyText()
        .contains("Mei-Ling Tan is out at once, everywhere", "1 session ends");
  }

  @Test
  void suspendsWithAReasonAndEndsTheSessions() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(suspend(Persona.VIEWER, " took a holiday "))
        .hasStatus(302)
        .hasHeader("Location", page(Persona.VIEWER));

    assertThat(admin.get(page(Persona.VIEWER)))
        .bodyText()
        .contains("Mei-Ling Tan is suspended and signed out everywhere.", "took a holiday");
    assertThat(viewer.get("/users")).hasStatus(303);
    assertThat(books.event("user.suspended").actor()).isEqualTo("admin");
    assertThat(books.event("user.suspended").target()).isEqualTo("viewer");
    assertThat(books.event("user.suspended").payload())
        .contains("\"took a holiday\"", "\"before\":\"ACTIVE\"", "\"after\":\"SUSPENDED\"");
  }

  @Test
  void wantsAReason() {
    assertThat(suspend(Persona.VIEWER, "  "))
        .hasStatus(422)
        .bodyText()
        .contains("Say why; it stands in the audit log");
    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void keepsWhatWasTypedWhenItIsTooLong() {
    String reason = "because ".repeat(70);

    assertThat(suspend(Persona.VIEWER, reason))
        .hasStatus(422)
        .bodyText()
        .contains("At most 500 characters fit.", reason.strip());
  }

  @Test
  void suspendsNobodyTwice() {
    suspend(Persona.SUSPENDED, "again");

    assertThat(admin.get("/users")).bodyText().contains("was suspended already.");
    assertThat(books.account(Persona.SUSPENDED, "status_reason"))
        .isEqualTo(Installation.SUSPENSION_REASON);
    assertThat(books.actions()).doesNotContain("user.suspended");
  }

  @Test
  void suspendsNotOneself() {
    suspend(Persona.ADMIN, "tired");

    assertThat(admin.get("/users"))
        .hasStatusOk()
        .bodyText()
        .contains("You cannot suspend yourself; another admin can.");
  }

  @Test
  void activatesWhoeverWasSuspended() {
    assertThat(admin.delete(suspension(Persona.SUSPENDED))).hasStatus(302);

    assertThat(books.event("user.activated").payload())
        .contains("\"before\":\"SUSPENDED\"", "\"after\":\"ACTIVE\"");
    assertThat(browsers.open().signIn(Persona.SUSPENDED)).isEqualTo("/");
  }

  @Test
  void activatesNobodyWhoIsActive() {
    admin.delete(suspension(Persona.VIEWER));

    assertThat(admin.get("/users")).bodyText().contains("Mei-Ling Tan was active already.");
    assertThat(books.actions()).doesNotContain("user.activated");
  }

  @Test
  void changesARoleAtOnce() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "ADMIN"))).hasStatus(302);

    assertThat(admin.get("/users")).bodyText().contains("Mei-Ling Tan is now admin.");
    assertThat(books.event("user.role.changed").payload())
        .contains("\"before\":\"viewer\"", "\"after\":\"admin\"");
    assertThat(viewer.post(suspension(Persona.MEMBER), Map.of())).hasStatus(422);
  }

  @Test
  void keepsTheReasonOfARoleWhereOneIsGiven() {
    admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "ADMIN", "reason", " on call "));

    assertThat(books.event("user.role.changed").payload()).contains("\"reason\":\"on call\"");
  }

  @Test
  void tellsThatAReasonIsTooLongAndKeepsTheRoleThatWasChosen() {
    assertThat(
            admin.put(
                page(Persona.VIEWER) + "/role",
                Map.of("role", "MEMBER", "reason", "x".repeat(501))))
        .hasStatus(422)
        .bodyText()
        .contains("At most 500 characters fit.", "<option value=\"MEMBER\" selected");
  }

  @Test
  void wantsARoleAtAll() {
    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of()))
        .hasStatus(422)
        .bodyText()
        .contains("Choose admin, viewer or member.");
  }

  @Test
  void keepsInTheLogWhySomebodyHadBeenSuspended() {
    suspend(Persona.VIEWER, "left the project");

    admin.delete(suspension(Persona.VIEWER));

    assertThat(books.event("user.activated").payload())
        .contains("\"suspended_because\":\"left the project\"");
  }

  @Test
  void wantsARoleThatExists() {
    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "EMPEROR")))
        .hasStatus(422)
        .bodyText()
        .contains("Choose admin, viewer or member.");
  }

  @Test
  void changesNotOnesOwnRole() {
    admin.put(page(Persona.ADMIN) + "/role", Map.of("role", "MEMBER"));

    assertThat(admin.get("/users")).bodyText().contains("You cannot change your own role");
    assertThat(books.account(Persona.ADMIN, "role")).isEqualTo("ADMIN");
  }

  private MvcTestResult suspend(Persona persona, String reason) {
    return admin.post(suspension(persona), Map.of("reason", reason));
  }

  private String page(Persona persona) {
    return "/users/" + books.id(persona);
  }

  private String suspension(Persona persona) {
    return page(persona) + "/suspension";
  }
}
