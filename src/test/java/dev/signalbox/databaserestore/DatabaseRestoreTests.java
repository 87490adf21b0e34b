package dev.signalbox.databaserestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores a copy of the database after further changes, and starts a console with it. */
@Tag("integration")
class DatabaseRestoreTests {

  private static final String PAGE = "/database-restore";

  @Test
  void asksForADecisionAboutEverythingThatTheDatabaseHasLost(@TempDir Path storage) {
    Map<String, String> settings = Map.of("signalbox.storage.folder", storage.toString());
    Map<String, String> database = TestDatabase.createEmpty();
    Map<String, String> backup;
    HttpApiClient script;
    UUID token;
    String plan;
    try (RunningConsole console = RunningConsole.start(database, settings)) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      script = HttpApiClient.forAdmin(console, "read");
      token = newestToken(console);
      plan = startRollingDrain(console, admin);
      console.bean(RestoreGuard.class).check();
      new IntegrityFixture(console).seal();

      backup = TestDatabase.copy(database);
      awaitConnections(console);

      assertThat(admin.send("DELETE", "/tokens/" + token, Map.of()).statusCode()).isEqualTo(302);
      assertThat(admin.send("PUT", plan + "/state", Map.of("state", "aborted")).statusCode())
          .isEqualTo(302);
      new IntegrityFixture(console).seal();
      new IntegrityFixture(console).publishCheckpoint();
      console.bean(RevokedTokenList.class).publish();
    }

    try (RunningConsole restored = RunningConsole.start(backup, settings)) {
      findOut(restored);
      DatabaseTestClient records = new DatabaseTestClient(restored.database());
      HttpBrowser admin = HttpBrowser.signedIn(restored, Persona.ADMIN);
      HttpApiClient api = script.atInstance(restored);
      assertThat(admin.get("/").body()).contains("2 findings after a restore of the database");
      assertThat(admin.get(PAGE).body())
          .contains(
              "3 findings to confirm",
              "older than the newest checkpoint",
              "Seals are missing",
              "href=\"" + plan + "\"",
              "Revoke token a script",
              "by admin");
      assertThat(admin.get(plan).body()).contains("Paused", "restored backup");
      assertThat(records.event("database.restore.detected").success()).isTrue();
      assertThat(status(api)).isEqualTo(200);

      admin.send("DELETE", "/tokens/" + token, Map.of("to", PAGE));
      assertThat(status(api)).isEqualTo(401);
      admin.send("PUT", plan + "/state", Map.of("state", "running"));
      admin.send("PUT", PAGE + "/seals", Map.of());

      assertThat(admin.get(PAGE).body())
          .contains("Everything is confirmed", "Accepted by admin")
          .doesNotContain("Revoke token", plan);
      assertThat(admin.get("/").body()).doesNotContain("after a restore of the database");
      assertThat(records.event("database.restore.seals.accepted").success()).isTrue();
    }
  }

  @Test
  void listsAllActiveTokensIfNoStorageIsConfigured() {
    Map<String, String> settings = Map.of("signalbox.storage.folder", "");
    Map<String, String> database = TestDatabase.createEmpty();
    try (RunningConsole console = RunningConsole.start(database, settings)) {
      console.reset();
      HttpApiClient script = HttpApiClient.forAdmin(console, "read");
      UUID token = newestToken(console);
      console.bean(RestoreGuard.class).check();
      ageHeartbeat(console, 1);

      findOut(console);

      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      assertThat(admin.get(PAGE).body())
          .contains(
              "not running for 1 d",
              "can&#39;t know which tokens were revoked",
              "unknown whether events are missing",
              "Keep token a script",
              "Keep all tokens");
      assertThat(HttpBrowser.signedIn(console, Persona.VIEWER).get(PAGE).body())
          .contains("disabled: Read-only")
          .doesNotContain("Keep token a script");

      admin.send("PUT", PAGE + "/tokens/" + token, Map.of());
      DatabaseTestClient records = new DatabaseTestClient(console.database());
      assertThat(records.event("token.kept").target()).isEqualTo("a script");
      assertThat(admin.get(PAGE).body()).doesNotContain("/database-restore/tokens/" + token);
      admin.send("PUT", PAGE + "/tokens", Map.of());
      assertThat(admin.get(PAGE).body()).contains("1 finding to confirm").doesNotContain("Keep");
      assertThat(status(script)).isEqualTo(200);
    }
  }

  @Test
  void listsWorkThatAnEarlierRestoreHasPaused() {
    Map<String, String> database = TestDatabase.createEmpty();
    try (RunningConsole console = RunningConsole.start(database, Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      String plan = startRollingDrain(console, admin);
      console.bean(RestoreGuard.class).check();
      ageHeartbeat(console, 2);
      findOut(console);
      TestInstallation.clock().advance(Duration.ofSeconds(1));
      ageHeartbeat(console, 1);
      findOut(console);

      assertThat(admin.get(PAGE).body()).contains("not running for 1 d", "href=\"" + plan + "\"");
    }
  }

  /** Makes the database look like a backup: its heartbeat is as old as the backup. */
  private static void ageHeartbeat(RunningConsole console, int days) {
    console
        .database()
        .sql("update drain_runner set heartbeat_at = heartbeat_at - make_interval(days => :days)")
        .param("days", days)
        .update();
  }

  private static void findOut(RunningConsole console) {
    console.bean(RestoreGuard.class).check();
    console.bean(RestoreEvidence.class).collect();
  }

  private static int status(HttpApiClient api) {
    return api.send("GET", "/api/v1/users", new byte[0]).statusCode();
  }

  private static String startRollingDrain(RunningConsole console, HttpBrowser admin) {
    ClusterState cluster = console.bean(ClusterState.class);
    TestInstallation.awaitSync(cluster);
    String client =
        cluster.snapshot().clients().stream()
            .filter(found -> found.name().equals(NomadFixtureData.FULL))
            .findFirst()
            .orElseThrow()
            .id();
    return HttpBrowser.location(
        admin.send(
            "POST",
            "/nomad/rolling-drains",
            Map.of(
                "client", client,
                "atOnce", "1",
                "keepReady", "0",
                "deadline", "none",
                "reason", "kernel update")));
  }

  private static UUID newestToken(RunningConsole console) {
    return console
        .database()
        .sql("select id from api_token order by created_at desc limit 1")
        .query(UUID.class)
        .single();
  }

  /** The copy has closed the connections of the console. */
  private static void awaitConnections(RunningConsole console) {
    await()
        .ignoreExceptions()
        .until(() -> !console.database().sql("select 1").query(Integer.class).list().isEmpty());
  }
}
