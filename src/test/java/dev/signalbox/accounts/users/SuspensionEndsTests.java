package dev.signalbox.accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
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

/** A suspension with an end: the person is active again by itself. */
@InstallationTest
class SuspensionEndsTests {

  private final Browsers browsers;
  private final SuspensionEnds ends;
  private final Books books;
  private Browser admin;

  @Autowired
  SuspensionEndsTests(Browsers browsers, SuspensionEnds ends, JdbcClient database) {
    this.browsers = browsers;
    this.ends = ends;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void letsThePersonInAgainOnTheDay() {
    assertThat(suspend(tomorrow())).hasStatus(302);
    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/sign-in/refused");

    TestInstallation.clock().advance(Duration.ofDays(1));
    ends.letIn();

    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
    assertThat(books.account(Persona.VIEWER, "status_until")).isNull();
    assertThat(books.event("user.activated").payload()).contains("the suspension ended");
    assertThat(browsers.open().signIn(Persona.VIEWER)).isEqualTo("/");
  }

  @Test
  void leavesEverybodyOutWhoseDayHasNotCome() {
    suspend(tomorrow().plusDays(1));

    TestInstallation.clock().advance(Duration.ofDays(1));
    ends.letIn();

    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("SUSPENDED");
    assertThat(books.account(Persona.SUSPENDED, "status")).isEqualTo("SUSPENDED");
  }

  @Test
  void tellsTheEndAtTheDoorAndOnThePersonsPage() {
    LocalDate day = tomorrow();
    suspend(day);
    Browser viewer = browsers.open();
    viewer.signIn(Persona.VIEWER);

    assertThat(viewer.get("/sign-in/refused")).bodyText().contains("The suspension ends on ");
    assertThat(admin.get("/users/" + books.id(Persona.VIEWER)))
        .bodyText()
        .contains("ends by itself");
  }

  @Test
  void forgetsTheEndWhenAnAdminActivatesEarlier() {
    suspend(tomorrow());

    admin.delete("/users/" + books.id(Persona.VIEWER) + "/suspension");

    assertThat(books.account(Persona.VIEWER, "status_until")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01", "soon", "2026-02-30", "01.12.2099"})
  void wantsADayThatLiesAhead(String day) {
    assertThat(
            admin.post(
                "/users/" + books.id(Persona.VIEWER) + "/suspension",
                Map.of("reason", "holiday", "until", day)))
        .hasStatus(422)
        .bodyText()
        .contains("holiday", day);
    assertThat(books.account(Persona.VIEWER, "status")).isEqualTo("ACTIVE");
  }

  private MvcTestResult suspend(LocalDate until) {
    return admin.post(
        "/users/" + books.id(Persona.VIEWER) + "/suspension",
        Map.of("reason", "holiday", "until", until.toString()));
  }

  private static LocalDate tomorrow() {
    return LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC).plusDays(1);
  }
}
