package dev.signalbox.snapshots.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Saves, previews and applies the retention rules. */
@InstallationTest
class RetentionRulesPagesTests {

  private static final String RULES = "/snapshots/retention";

  private final FakeCluster cluster = TestCluster.cluster();
  private final MockBrowsers browsers;
  private final DatabaseTestClient recorded;
  private final VeleroState state;
  private final RetentionEnforcement enforcement;
  private MockBrowser admin;

  @Autowired
  RetentionRulesPagesTests(
      MockBrowsers browsers,
      JdbcClient database,
      VeleroState state,
      RetentionEnforcement enforcement) {
    this.browsers = browsers;
    this.recorded = new DatabaseTestClient(database);
    this.state = state;
    this.enforcement = enforcement;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheCachesAreComplete() {
    admin = browsers.signedIn(Persona.ADMIN);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                state.backupsStatus().isLive()
                    && state.caches().podVolumeBackups().status().isLive()
                    && state.caches().deleteRequests().status().isLive()
                    && state.caches().storageLocations().status().isLive()
                    && state.caches().restores().status().isLive()
                    && state.inventory().deleteRequests().isEmpty()
                    && state.inventory().backups().size()
                        == cluster
                            .objects()
                            .list("backups.velero.io", FakeVelero.NAMESPACE)
                            .size());
  }

  @Test
  void deletesNothingUntilRulesAreSaved() {
    assertThat(admin.get(RULES))
        .hasStatusOk()
        .bodyText()
        .contains("Off:", "next 60 days")
        .contains(dailyNames())
        .doesNotContain("Retention rules</td>");
    enforcement.apply();
    assertThat(requested()).isEmpty();
  }

  @Test
  void previewsDeletionsWithoutSaving() {
    assertThat(admin.put(RULES, form("0", "2", Map.of("preview", "true"))))
        .hasStatusOk()
        .bodyText()
        .contains("Retention rules", VeleroFixtureData.DAILY + "-");
    assertThat(admin.put(RULES, form("0", "0", Map.of())))
        .hasStatus(422)
        .bodyText()
        .contains("at least one number above 0");
    assertThat(admin.put(RULES, form("0", "x", Map.of())))
        .hasStatus(422)
        .bodyText()
        .contains("value=\"x\"");
    assertThat(recorded.actions()).doesNotContain("snapshot.retention.changed");
  }

  @Test
  void appliesTheRulesByRequestsAndKeepsTheLastGoodSnapshot() {
    assertThat(admin.put(RULES, form("0", "2", Map.of()))).hasStatus(302);

    enforcement.apply();

    assertThat(requested())
        .isNotEmpty()
        .doesNotContain(VeleroFixtureData.MANUAL, VeleroFixtureData.FOREIGN)
        .allMatch(name -> name.startsWith(VeleroFixtureData.DAILY) || name.startsWith("instance-"));
    assertThat(state.inventory().protection().lastGood()).isNotNull();
    assertThat(requested())
        .doesNotContain(
            String.valueOf(
                state.inventory().protection().lastGood() == null
                    ? ""
                    : state.inventory().protection().lastGood().name()));
    assertThat(recorded.actions())
        .contains("snapshot.retention.changed", "snapshot.deletion.requested");
  }

  @Test
  void keepsTheInputIfTheRulesWereChangedMeanwhile() {
    assertThat(admin.put(RULES, form("0", "2", Map.of()))).hasStatus(302);

    MvcTestResult conflict = admin.put(RULES, form("0", "37", Map.of("manual", "true")));

    assertThat(conflict)
        .hasStatus(409)
        .bodyText()
        .contains("They are now: Keeps the last 2 good snapshots", "Save again", "value=\"37\"");
    String version =
        MockBrowser.body(conflict).replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1");
    assertThat(admin.put(RULES, form(version, "37", Map.of()))).hasStatus(302);
    assertThat(admin.get(RULES)).bodyText().contains("Keeps the last 37 good snapshots");
  }

  @Test
  void keepsASnapshotThatIsBeingRestored() {
    assertThat(admin.put(RULES, form("0", "2", Map.of()))).hasStatus(302);
    String oldest =
        state.inventory().backups().stream()
            .filter(one -> one.scheduleName().equals(VeleroFixtureData.DAILY))
            .filter(one -> one.state().isFinal())
            .toList()
            .getLast()
            .name();
    ObjectNode restore = JsonNodeFactory.instance.objectNode();
    restore.put("apiVersion", "velero.io/v1").put("kind", "Restore");
    restore.putObject("metadata").put("name", "r1").put("namespace", FakeVelero.NAMESPACE);
    restore.putObject("spec").put("backupName", oldest);
    restore.putObject("status").put("phase", "InProgress");
    cluster.objects().create(restore);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> state.inventory().activeRestore(oldest).isPresent());

    enforcement.apply();

    assertThat(requested()).isNotEmpty().doesNotContain(oldest);
    assertThat(admin.get("/snapshots/" + oldest + "/deletion"))
        .bodyText()
        .contains("The restore r1 is reading the snapshot.");
  }

  private String[] dailyNames() {
    return state.inventory().backups().stream()
        .filter(one -> one.scheduleName().equals(VeleroFixtureData.DAILY))
        .map(Backup::name)
        .toArray(String[]::new);
  }

  private List<String> requested() {
    return cluster.objects().list("deletebackuprequests.velero.io", FakeVelero.NAMESPACE).stream()
        .map(one -> one.at("/spec/backupName").asString(""))
        .toList();
  }

  private static Map<String, String> form(
      String version, String keepLast, Map<String, String> more) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "version", version,
                "enabled", "true",
                "keepLast", keepLast,
                "daily", "0",
                "weekly", "0",
                "monthly", "0"));
    form.putAll(more);
    return form;
  }
}
