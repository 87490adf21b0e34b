package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Suspensions with an end date. */
@InstallationTest
class SuspensionExpiryJobTests {

  private final MockBrowsers browsers;
  private final SuspensionExpiryJob ends;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  SuspensionExpiryJobTests(MockBrowsers browsers, SuspensionExpiryJob ends, JdbcClient database) {
    this.browsers = browsers;
    this.ends = ends;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void reactivatesTheUserOnTheEndDate() {
    assertThat(suspend(tomorrow())).hasStatus(302);
    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/sign-in/refused");

    TestInstallation.clock().advance(Duration.ofDays(1));
    ends.reactivateExpired();

    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
    assertThat(records.accountColumn(Persona.VIEWER, "status_until")).isNull();
    assertThat(records.event("user.activated").payload()).contains("the suspension ended");
    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/");
  }

  @Test
  void keepsSuspensionsBeforeTheirEndDate() {
    suspend(tomorrow().plusDays(1));

    TestInstallation.clock().advance(Duration.ofDays(1));
    ends.reactivateExpired();

    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("SUSPENDED");
    assertThat(records.accountColumn(Persona.SUSPENDED, "status")).isEqualTo("SUSPENDED");
  }

  @Test
  void showsTheEndDateAtSignInAndOnTheUsersPage() {
    LocalDate day = tomorrow();
    suspend(day);
    MockBrowser viewer = browsers.open();
    viewer.signIn(Persona.VIEWER);

    assertThat(viewer.get("/sign-in/refused")).bodyText().contains("The suspension ends on ");
    assertThat(admin.get("/users/" + records.accountId(Persona.VIEWER)))
        .bodyText()
        .contains("Ends automatically");
  }

  @Test
  void clearsTheEndDateOnActivation() {
    suspend(tomorrow());

    admin.delete("/users/" + records.accountId(Persona.VIEWER) + "/suspension");

    assertThat(records.accountColumn(Persona.VIEWER, "status_until")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01", "soon", "2026-02-30", "01.12.2099"})
  void requiresAFutureDate(String day) {
    assertThat(
            admin.post(
                "/users/" + records.accountId(Persona.VIEWER) + "/suspension",
                Map.of("reason", "holiday", "until", day)))
        .hasStatus(422)
        .bodyText()
        .contains("holiday", day);
    assertThat(records.accountColumn(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  private MvcTestResult suspend(LocalDate until) {
    return admin.post(
        "/users/" + records.accountId(Persona.VIEWER) + "/suspension",
        Map.of("reason", "holiday", "until", until.toString()));
  }

  private static LocalDate tomorrow() {
    return LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC).plusDays(1);
  }
}
