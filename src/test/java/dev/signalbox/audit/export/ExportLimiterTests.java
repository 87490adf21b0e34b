package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.export.ExportService.ExportLimiter;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
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

/** Limits of concurrent exports: two per user across instances, four per instance. */
@InstallationTest
class ExportLimiterTests {

  private final ExportLimiter limiter;
  private final ExportRepository exports;
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private final List<Export> acquired = new ArrayList<>();
  private MockBrowser admin;
  private MockApiClient script;

  @Autowired
  ExportLimiterTests(
      ExportLimiter limiter,
      ExportRepository exports,
      MockBrowsers browsers,
      MockMvcTester console,
      JdbcClient database) {
    this.limiter = limiter;
    this.exports = exports;
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new MockApiClient(console, MockApiClient.newToken(admin, "read"));
  }

  @AfterEach
  void endExports() {
    acquired.forEach(limiter::release);
  }

  @Test
  void rejectsAThirdExportOfAUser() {
    run(adminId());
    run(adminId());

    assertAdminIsRejected();
    assertThat(records.count("audit_export")).isEqualTo(2);
  }

  @Test
  void countsExportsOnOtherInstances() {
    runElsewhere(adminId());
    runElsewhere(adminId());

    assertAdminIsRejected();
  }

  @Test
  void ignoresExportsOfDeadInstances() {
    runElsewhere(adminId());
    runElsewhere(adminId());
    TestInstallation.clock().advance(ExportRepository.INSTANCE_TIMEOUT.plusSeconds(1));

    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
  }

  @Test
  void holdsTheLimitWhenExportsStartConcurrently() {
    List<Export> requested = Stream.generate(() -> export("another-user")).limit(8).toList();

    long begun =
        requested.parallelStream()
            .filter(export -> exports.tryStart(export, ExportLimiter.MAX_PER_USER))
            .count();
    requested.forEach(exports::stopTracking);

    assertThat(begun).isEqualTo(ExportLimiter.MAX_PER_USER);
  }

  @Test
  void rejectsAFifthExportOnAnInstance() {
    run("another-user");
    run("another-user");
    run("another");
    run("another");

    assertThat(admin.get("/audit.jsonl")).hasStatus3xxRedirection();
    assertThat(admin.get("/audit/exports"))
        .bodyText()
        .contains("4 exports are already running on this instance.");
    assertThat(script.get("/api/v1/audit-events.jsonl"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("4 exports are already running on this instance.");
  }

  @Test
  void allowsAnotherExportAfterOneEnds() {
    run(adminId());

    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
    assertThat(script.get("/api/v1/audit-events.csv")).hasStatusOk();
  }

  private void assertAdminIsRejected() {
    assertThat(admin.get("/audit.csv")).hasStatus3xxRedirection();
    assertThat(admin.get("/audit/exports"))
        .bodyText()
        .contains("You already have 2 exports running. Wait for one to finish, then try again.");
    assertThat(script.get("/api/v1/audit-events.csv"))
        .hasStatus(429)
        .hasHeader("Retry-After", "30")
        .bodyText()
        .contains("urn:signalbox:problem:busy", "You already have 2 exports running.");
  }

  private void run(String user) {
    Export export = export(user);
    assertThat(limiter.acquire(export)).isEqualTo(ExportLimiter.Result.ACQUIRED);
    acquired.add(export);
  }

  /** Records an export in the shared database without a slot of this instance. */
  private void runElsewhere(String user) {
    Export export = export(user);
    assertThat(exports.tryStart(export, ExportLimiter.MAX_PER_USER)).isTrue();
    exports.stopTracking(export);
  }

  private String adminId() {
    return records.accountId(Persona.ADMIN).toString();
  }

  private static Export export(String user) {
    return new Export(
        UUID.randomUUID(),
        new Actor("user", user, null),
        Objects.requireNonNull(ExportFormat.of("csv")),
        "/audit",
        List.of(),
        List.of());
  }
}
