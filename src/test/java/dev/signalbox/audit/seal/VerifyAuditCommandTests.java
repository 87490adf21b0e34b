package dev.signalbox.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.audit.archive.ArchiveFilesVerification;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command verify-audit. */
@InstallationTest
class VerifyAuditCommandTests {

  private final IntegrityFixture integrity;
  private final AuditLog audit;
  private final JdbcClient database;
  private final Map<String, String> environment = new HashMap<>();

  @Autowired
  VerifyAuditCommandTests(
      BeanFactory console, AuditLog audit, JdbcClient database, JdbcConnectionDetails connection) {
    this.integrity = new IntegrityFixture(console);
    this.audit = audit;
    this.database = database;
    Map<String, String> settings = TestInstallation.settings(TestInstallation.PUBLIC_URL);
    environment.put("SPRING_DATASOURCE_URL", connection.getJdbcUrl());
    environment.put("SPRING_DATASOURCE_USERNAME", Objects.requireNonNull(connection.getUsername()));
    environment.put("SPRING_DATASOURCE_PASSWORD", Objects.requireNonNull(connection.getPassword()));
    environment.put(
        "SIGNALBOX_SECRET_KEY", Objects.requireNonNull(settings.get("signalbox.secret-key")));
  }

  @BeforeEach
  void sealTwice() {
    for (int n = 1; n <= 2; n++) {
      audit.record(
          Actor.SYSTEM, "pod.restarted", Target.of("pod", "p" + n, "p"), true, Map.of("n", n));
      integrity.seal();
    }
  }

  @Test
  void exitsWithZeroIfTheLogIsIntact() {
    Run run = run();

    assertThat(run.exit()).isZero();
    assertThat(run.printed())
        .contains(
            "Checked %,d events in %d seals".formatted(count("audit_event"), count("audit_seal")),
            "No storage is configured",
            "Intact: nothing was changed.");
  }

  @Test
  void namesTheStorage() {
    environment.put("SIGNALBOX_STORAGE_FOLDER", TestInstallation.STORAGE.toString());

    assertThat(run().printed())
        .contains("Checked 0 archive parts in the folder " + TestInstallation.STORAGE);
  }

  @Test
  void exitsWithOneAndNamesTheChangedEvent() {
    String id =
        database
            .sql("select id::text from audit_event where target_id = 'p1'")
            .query(String.class)
            .single();
    tamper("update audit_event set payload = '{}' where id = '" + id + "'");

    Run run = run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.printed())
        .contains("Event " + id, "was changed after it was recorded.", "Findings: 1.");
  }

  @Test
  void exitsWithOneOnFindingsOutsideTheDatabase() {
    Run run =
        run(
            (connection, found) -> {
              found.accept("A file is missing.");
              return "Read one file.";
            });

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.printed()).contains("A file is missing.", "Read one file.");
  }

  @Test
  void exitsWithOneForAnotherKey() {
    byte[] other = new byte[32];
    Arrays.fill(other, (byte) 1);
    environment.put("SIGNALBOX_SECRET_KEY", Base64.getEncoder().encodeToString(other));

    Run run = run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.printed()).contains("Seal 1 was changed.");
  }

  @Test
  void comparesTheLogWithACheckpoint() {
    long last = count("audit_seal");
    String mac = mac(last);

    assertThat(run("--checkpoint", last + ":" + mac).exit()).isZero();
    Run other = run("--checkpoint", last + ":" + "00".repeat(32));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.printed()).contains("mismatch at seal " + last, "different MAC");
    Run later = run("--checkpoint", (last + 1) + ":" + mac);
    assertThat(later.exit()).isEqualTo(1);
    assertThat(later.printed()).contains("mismatch at seal " + (last + 1), "seal missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--checkpoint",
        "--checkpoint 1",
        "--checkpoint x:00",
        "--checkpoint 1:xyz",
        "--quickly 1:00",
        "1:00",
      })
  void exitsWithTwoForInvalidArguments(String arguments) {
    Run run = run(arguments.split(" ", -1));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.printed()).startsWith("Could not verify: ").doesNotContain("Intact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGNALBOX_SECRET_KEY", "SPRING_DATASOURCE_URL"})
  void exitsWithTwoAndNamesTheMissingVariable(String variable) {
    environment.remove(variable);

    Run run = run();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.printed()).isEqualTo("Could not verify: " + variable + " is not set.");
  }

  @Test
  void exitsWithTwoIfTheDatabaseIsUnavailable() {
    environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/none");

    assertThat(run().exit()).isEqualTo(2);
  }

  private Run run(String... arguments) {
    return run(new ArchiveFilesVerification(environment), arguments);
  }

  private Run run(ExtraVerification more, String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int exit =
        new VerifyAuditCommand(
                environment, more, new PrintStream(printed, true, StandardCharsets.UTF_8))
            .run(List.of(arguments));
    return new Run(exit, printed.toString(StandardCharsets.UTF_8).strip());
  }

  /** The exit code and the output. */
  private record Run(int exit, String printed) {}

  private long count(String rows) {
    return database.sql("select count(*) from " + rows).query(Long.class).single();
  }

  private String mac(long seal) {
    return database
        .sql("select encode(mac, 'hex') from audit_seal where number = :seal")
        .param("seal", seal)
        .query(String.class)
        .single();
  }

  /** Bypasses the triggers. */
  private void tamper(String sql) {
    database
        .sql(
            "do $do$ begin set local session_replication_role = replica; %s; end $do$"
                .formatted(sql))
        .update();
  }
}
