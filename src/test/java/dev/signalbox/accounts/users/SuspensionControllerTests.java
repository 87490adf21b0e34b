package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A user's page, suspension and activation. */
@InstallationTest
class SuspensionControllerTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  SuspensionControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsAUserWithMembershipAndSessions() {
    browsers.signedIn(Persona.VIEWER);

    assertThat(admin.get(page(Persona.VIEWER)))
        .hasStatusOk()
        .bodyText()
        .contains("Mei-Ling Tan", "viewer · 1 active session", "1003", "acme: ", "active");
  }

  @Test
  void linksToTheListWhenTheUserDoesNotExist() {
    assertThat(admin.get("/users/00000000-0000-0000-0000-000000000000"))
        .hasStatus(404)
        .bodyText()
        .contains("User not found", "Open the list of users");
  }

  @Test
  void confirmsTheEffectOfASuspension() {
    browsers.signedIn(Persona.VIEWER);

    assertThat(admin.get(suspension(Persona.VIEWER)))
        .hasStatusOk()
        .bodyText()
        .contains("Signed out everywhere immediately", "Ends 1 session.");
  }

  @Test
  void suspendsWithAReasonAndEndsTheSessions() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(suspend(Persona.VIEWER, " took a holiday "))
        .hasStatus(302)
        .hasHeader("Location", page(Persona.VIEWER));

    assertThat(admin.get(page(Persona.VIEWER)))
        .bodyText()
        .contains("Mei-Ling Tan is suspended and signed out everywhere.", "took a holiday");
    assertThat(viewer.get("/users")).hasStatus(303);
    assertThat(records.event("user.suspended").actor()).isEqualTo("admin");
    assertThat(records.event("user.suspended").target()).isEqualTo("viewer");
    assertThat(records.event("user.suspended").payload())
        .contains("\"took a holiday\"", "\"before\":\"ACTIVE\"", "\"after\":\"SUSPENDED\"");
  }

  @Test
  void requiresAReason() {
    assertThat(suspend(Persona.VIEWER, "  ")).hasStatus(422).bodyText().contains("Enter a reason.");
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  @Test
  void keepsTheInputWhenItIsTooLong() {
    String reason = "because ".repeat(70);

    assertThat(suspend(Persona.VIEWER, reason))
        .hasStatus(422)
        .bodyText()
        .contains("At most 500 characters.", reason.strip());
  }

  @Test
  void refusesToSuspendTwice() {
    suspend(Persona.SUSPENDED, "again");

    assertThat(admin.get("/users")).bodyText().contains("was already suspended.");
    assertThat(records.accountColumn(Persona.SUSPENDED, "status_reason"))
        .isEqualTo(AcmeInstallation.SUSPENSION_REASON);
    assertThat(records.actions()).doesNotContain("user.suspended");
  }

  @Test
  void refusesToSuspendTheActingAdmin() {
    suspend(Persona.ADMIN, "tired");

    assertThat(admin.get("/users")).hasStatusOk().bodyText().contains("t suspend yourself.");
  }

  @Test
  void activatesASuspendedUser() {
    assertThat(admin.delete(suspension(Persona.SUSPENDED))).hasStatus(302);

    assertThat(records.event("user.activated").payload())
        .contains("\"before\":\"SUSPENDED\"", "\"after\":\"ACTIVE\"");
    assertThat(browsers.open().signIn(Persona.SUSPENDED)).isEqualTo("/");
  }

  @Test
  void refusesToActivateAnActiveUser() {
    admin.delete(suspension(Persona.VIEWER));

    assertThat(admin.get("/users")).bodyText().contains("Mei-Ling Tan was already active.");
    assertThat(records.actions()).doesNotContain("user.activated");
  }

  @Test
  void changesARoleImmediately() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "ADMIN"))).hasStatus(302);

    assertThat(admin.get("/users")).bodyText().contains("Mei-Ling Tan is now admin.");
    assertThat(records.event("user.role.changed").payload())
        .contains("\"before\":\"viewer\"", "\"after\":\"admin\"");
    assertThat(viewer.post(suspension(Persona.MEMBER), Map.of())).hasStatus(422);
  }

  @Test
  void recordsTheReasonOfARoleChange() {
    admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "ADMIN", "reason", " on call "));

    assertThat(records.event("user.role.changed").payload()).contains("\"reason\":\"on call\"");
  }

  @Test
  void rejectsATooLongReasonAndKeepsTheRole() {
    assertThat(
            admin.put(
                page(Persona.VIEWER) + "/role",
                Map.of("role", "MEMBER", "reason", "x".repeat(501))))
        .hasStatus(422)
        .bodyText()
        .contains("At most 500 characters.")
        .containsPattern("<option\\s+value=\"MEMBER\"\\s+selected");
  }

  @Test
  void requiresARole() {
    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of()))
        .hasStatus(422)
        .bodyText()
        .contains("Choose a role.");
  }

  @Test
  void recordsTheReasonOfTheSuspensionOnActivation() {
    suspend(Persona.VIEWER, "left the project");

    admin.delete(suspension(Persona.VIEWER));

    assertThat(records.event("user.activated").payload())
        .contains("\"suspended_because\":\"left the project\"");
  }

  @Test
  void rejectsAnUnknownRole() {
    assertThat(admin.put(page(Persona.VIEWER) + "/role", Map.of("role", "EMPEROR")))
        .hasStatus(422)
        .bodyText()
        .contains("Choose a role.");
  }

  @Test
  void refusesToChangeTheAdminsOwnRole() {
    admin.put(page(Persona.ADMIN) + "/role", Map.of("role", "MEMBER"));

    assertThat(admin.get("/users")).bodyText().contains("t change your own role");
    assertThat(records.accountColumn(Persona.ADMIN, "role")).isEqualTo("ADMIN");
  }

  private MvcTestResult suspend(Persona persona, String reason) {
    return admin.post(suspension(persona), Map.of("reason", reason));
  }

  private String page(Persona persona) {
    return "/users/" + records.accountId(persona);
  }

  private String suspension(Persona persona) {
    return page(persona) + "/suspension";
  }
}
