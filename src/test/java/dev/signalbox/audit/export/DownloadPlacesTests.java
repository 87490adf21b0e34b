package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two downloads of a person at once, and four of everybody. */
@InstallationTest
class DownloadPlacesTests {

  private final ExportPlaces places;
  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private final List<String> taken = new ArrayList<>();
  private Browser admin;
  private Script script;

  @Autowired
  DownloadPlacesTests(
      ExportPlaces places, Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.places = places;
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
    this.admin = browsers.open();
    this.script = new Script(console, "");
  }

  @BeforeEach
  void makeAToken() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new Script(console, Script.newToken(admin, "read"));
  }

  @AfterEach
  void endThem() {
    taken.forEach(places::giveBack);
  }

  @Test
  void refusesAThirdOneOfAPerson() {
    run(books.id(Persona.ADMIN).toString());
    run(books.id(Persona.ADMIN).toString());

    assertThat(admin.get("/audit.csv")).hasStatus3xxRedirection();
    assertThat(admin.get("/audit/downloads"))
        .bodyText()
        .contains("You have 2 downloads running. Wait for one to end, then try again.");
    assertThat(script.get("/api/v1/audit-events.csv"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("urn:signalbox:problem:busy", "You have 2 downloads running.");
    assertThat(books.count("audit_export")).isZero();
  }

  @Test
  void refusesAFifthOneOfTheInstance() {
    run("somebody");
    run("somebody");
    run("another");
    run("another");

    assertThat(admin.get("/audit.jsonl")).hasStatus3xxRedirection();
    assertThat(admin.get("/audit/downloads"))
        .bodyText()
        .contains("Others have 4 downloads running.");
    assertThat(script.get("/api/v1/audit-events.jsonl"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("Others have 4 downloads running.");
  }

  @Test
  void letsAPersonBeginOneMoreWhenOneHasEnded() {
    run(books.id(Persona.ADMIN).toString());

    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
  }

  private void run(String person) {
    assertThat(places.take(person)).isEqualTo(ExportPlaces.Answer.TAKEN);
    taken.add(person);
  }
}
