package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two downloads of a person at once, whichever instances they run in, and four in an instance. */
@InstallationTest
class DownloadPlacesTests {

  private final ExportPlaces places;
  private final Exports exports;
  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private final List<Export> taken = new ArrayList<>();
  private Browser admin;
  private Script script;

  @Autowired
  DownloadPlacesTests(
      ExportPlaces places,
      Exports exports,
      Browsers browsers,
      MockMvcTester console,
      JdbcClient database) {
    this.places = places;
    this.exports = exports;
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
    run(theAdmin());
    run(theAdmin());

    refusesTheAdmin();
    assertThat(books.count("audit_export")).isEqualTo(2);
  }

  @Test
  void refusesAThirdOneOfAPersonThoughTheOthersRunInAnotherInstance() {
    runElsewhere(theAdmin());
    runElsewhere(theAdmin());

    refusesTheAdmin();
  }

  @Test
  void countsNoneWhoseInstanceIsSilent() {
    runElsewhere(theAdmin());
    runElsewhere(theAdmin());
    TestInstallation.clock().advance(Exports.SILENCE.plusSeconds(1));

    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
  }

  @Test
  void letsNoMoreBeginThanThereMayBeWhenTheyAllBeginAtOnce() {
    List<Export> wanted = Stream.generate(() -> export("somebody")).limit(8).toList();

    long begun =
        wanted.parallelStream()
            .filter(export -> exports.begin(export, ExportPlaces.MOST_OF_ONE))
            .count();
    wanted.forEach(exports::leave);

    assertThat(begun).isEqualTo(ExportPlaces.MOST_OF_ONE);
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
        .contains("There are 4 downloads running already.");
    assertThat(script.get("/api/v1/audit-events.jsonl"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("There are 4 downloads running already.");
  }

  @Test
  void letsAPersonBeginOneMoreWhenOneHasEnded() {
    run(theAdmin());

    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
  }

  private void refusesTheAdmin() {
    assertThat(admin.get("/audit.csv")).hasStatus3xxRedirection();
    assertThat(admin.get("/audit/downloads"))
        .bodyText()
        .contains("You have 2 downloads running. Wait for one to end, then try again.");
    assertThat(script.get("/api/v1/audit-events.csv"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("urn:signalbox:problem:busy", "You have 2 downloads running.");
  }

  private void run(String person) {
    Export export = export(person);
    assertThat(places.take(export)).isEqualTo(ExportPlaces.Answer.TAKEN);
    taken.add(export);
  }

  /** Written down in the common database, but without a place of this instance. */
  private void runElsewhere(String person) {
    Export export = export(person);
    assertThat(exports.begin(export, ExportPlaces.MOST_OF_ONE)).isTrue();
    exports.leave(export);
  }

  private String theAdmin() {
    return books.id(Persona.ADMIN).toString();
  }

  private static Export export(String person) {
    return new Export(
        UUID.randomUUID(),
        new Actor("user", person, null),
        Objects.requireNonNull(ExportFormat.of("csv")),
        "/audit",
        List.of(),
        List.of());
  }
}
