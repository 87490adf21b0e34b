package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.secrets.SecretBox;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.InstalledPostgres;
import dev.signalbox.testing.RequiresCommand;
import dev.signalbox.testing.RunningConsole;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A dump of the database, restored into another one by the commands of the operations guide. */
@RequiresCommand(value = "pg_dump", debianPackage = "postgresql")
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class ConsoleBackupTests {

  private static final String CONSOLE = "signalbox";
  private static final String OWNER = "signalbox_owner";

  private InstalledPostgres postgres;
  private Path dump;
  private RunningConsole restored;
  private HttpBrowser before;
  private String gitHubToken;
  private UUID viewer;

  @BeforeAll
  void dump(@TempDir Path folder) {
    // registers the console at the fake GitHub
    RunningConsole.shared();
    postgres = InstalledPostgres.start();
    postgres.execute(
        "create role signalbox_owner login password 'owner'",
        "create role signalbox login password 'console'",
        "create database signalbox owner signalbox_owner");
    dump = folder.resolve("signalbox.dump");
    try (RunningConsole console =
        RunningConsole.start(postgres.properties(CONSOLE, OWNER, "signalbox"), Map.of())) {
      HttpBrowser.signedIn(console, Persona.VIEWER);
      viewer = new DatabaseTestClient(console.database()).accountId(Persona.VIEWER);
      gitHubToken = token(console);
      before = HttpBrowser.signedIn(console, Persona.ADMIN);
      assertThat(
              before
                  .send(
                      "PUT",
                      "/users/" + viewer + "/role",
                      Map.of("role", "VIEWER", "reason", "to read logs"))
                  .statusCode())
          .isEqualTo(302);
      new IntegrityFixture(console).seal();
      postgres.run(
          "pg_dump",
          "--format=custom",
          "--file=" + dump,
          "--dbname=" + postgres.uri(OWNER, "signalbox"));
    }
    restored = RunningConsole.start(restore("restored"), Map.of());
  }

  @AfterAll
  void stop() {
    restored.close();
    postgres.close();
  }

  @Test
  void signsInAndShowsTheDataOfThatTime() {
    HttpBrowser admin = HttpBrowser.signedIn(restored, Persona.ADMIN);
    DatabaseTestClient records = new DatabaseTestClient(restored.database());

    assertThat(admin.get("/users/" + viewer).body()).contains("Mei-Ling Tan");
    assertThat(records.accountColumn(Persona.VIEWER, "role")).isEqualTo("VIEWER");
    UUID event =
        restored
            .database()
            .sql("select id from audit_event where action = :action and target_id = :viewer")
            .param("action", "user.role.changed")
            .param("viewer", viewer.toString())
            .query((row, number) -> row.getObject(1, UUID.class))
            .single();
    assertThat(admin.get("/audit/" + event).body()).contains("to read logs");
  }

  @Test
  void verifiesTheAuditLog() {
    IntegrityFixture integrity = new IntegrityFixture(restored);

    assertThat(new DatabaseTestClient(restored.database()).count("audit_seal")).isPositive();
    assertThat(integrity.findings()).isEmpty();
    integrity.seal();
    assertThat(integrity.findings()).isEmpty();
    assertThat(HttpBrowser.signedIn(restored, Persona.ADMIN).get("/audit/integrity").body())
        .contains("Verified up to");
  }

  @Test
  void decryptsWithTheSameKey() {
    assertThat(token(restored)).isEqualTo(gitHubToken);
  }

  /** The console's role still can't change the audit log. */
  @Test
  void keepsThePermissionsOfTheRoles() {
    assertThatThrownBy(() -> restored.database().sql("delete from audit_event").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void keepsTheSessionsOfThatTime() {
    assertThat(before.newTab().switchTo(restored).get("/users").statusCode()).isEqualTo(200);
  }

  @Test
  void namesTheKeyIfItIsAnotherOne() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 1);
    Map<String, String> otherKey =
        Map.of("signalbox.secret-key", Base64.getEncoder().encodeToString(key));
    try (RunningConsole console = RunningConsole.start(restore("other_key"), otherKey)) {
      assertThatThrownBy(() -> token(console))
          .isInstanceOf(SecretBox.InvalidSealException.class)
          .hasMessage(
              "The value was encrypted with another SIGNALBOX_SECRET_KEY, or was modified.");
      assertThat(new IntegrityFixture(console).findings()).contains("Seal 1 was changed.");
      // a sign-in stores another token
      assertThat(HttpBrowser.at(console).signIn(Persona.VIEWER)).isEqualTo("/");
      assertThat(token(console)).isNotEqualTo(gitHubToken);
    }
  }

  private Map<String, String> restore(String name) {
    postgres.execute("create database " + name + " owner signalbox_owner");
    postgres.run(
        "pg_restore", "--exit-on-error", "--dbname=" + postgres.uri(OWNER, name), dump.toString());
    return postgres.properties(CONSOLE, OWNER, name);
  }

  private String token(RunningConsole console) {
    return console.bean(Memberships.class).token(viewer).orElseThrow().reveal();
  }
}
