package dev.signalbox.snapshots.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.Actor;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, creates, changes, pauses, runs and deletes schedules. */
@InstallationTest
class SchedulePagesTests {

  private static final String LOCATIONS = "backupstoragelocations.velero.io";
  private static final String SCHEDULES = "schedules.velero.io";
  private static final String DAILY = "/snapshots/schedules/" + VeleroFixtureData.DAILY;

  /** Velero before 1.10. */
  private static final VeleroCapabilities WITHOUT_PAUSES =
      new VeleroCapabilities(Set.of(VeleroResource.BACKUP, VeleroResource.SCHEDULE), Set.of());

  private final FakeCluster cluster = TestCluster.cluster();
  private final MockBrowsers browsers;
  private final DatabaseTestClient recorded;
  private final VeleroState state;
  private final SchedulePause pause;
  private final SkippedRunEnd skippedRunEnd;
  private final ScheduleSuspensionRepository suspensions;
  private MockBrowser admin;

  @Autowired
  SchedulePagesTests(
      MockBrowsers browsers,
      JdbcClient database,
      VeleroState state,
      SchedulePause pause,
      ScheduleSuspensionRepository suspensions,
      SkippedRunEnd skippedRunEnd) {
    this.browsers = browsers;
    this.recorded = new DatabaseTestClient(database);
    this.state = state;
    this.pause = pause;
    this.suspensions = suspensions;
    this.skippedRunEnd = skippedRunEnd;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheCachesAreComplete() {
    // capabilities of an earlier test are read again after a minute
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    admin = browsers.signedIn(Persona.ADMIN);
    until(
        () ->
            state.capabilities().has(VeleroField.SKIP_IMMEDIATELY)
                && ClusterSync.hasServed(
                    SCHEDULES,
                    state.inventory().schedules().stream().map(one -> one.schedule().metadata()))
                && ClusterSync.hasServed(
                    LOCATIONS,
                    state.inventory().locations().stream().map(StorageLocation::metadata)));
  }

  @Test
  void explainsTimesInWordsAndZones() {
    assertThat(admin.get("/snapshots/schedules"))
        .hasStatusOk()
        .bodyText()
        .contains("2 schedules", VeleroFixtureData.DAILY, "at 02:00 every day", "1 month");
    assertThat(admin.fragment("/snapshots/schedules/runs?cron=0%204%20*%20*%201"))
        .hasStatusOk()
        .bodyText()
        .contains("at 04:00 on Monday", "data-browser-time", "04:00 UTC");
  }

  @Test
  void createsANativeSchedule() {
    assertThat(admin.post("/snapshots/schedules", form(Map.of()))).hasStatus(302);

    JsonNode created = schedule("nightly");
    assertThat(created.at("/spec/schedule").asString()).isEqualTo("30 1 * * *");
    assertThat(created.at("/spec/template/ttl").asString()).isEqualTo("720h0m0s");
    assertThat(created.at("/spec/useOwnerReferencesInBackup").asBoolean()).isFalse();
    assertThat(recorded.event("snapshot.schedule.created").payload()).contains("30 1 * * *");
    assertThat(admin.post("/snapshots/schedules", form(Map.of())))
        .hasStatus(409)
        .bodyText()
        .contains("A schedule has this name already.");
  }

  @Test
  void refusesTimesThatVeleroWouldTreatAsAlwaysDue() {
    assertThat(admin.post("/snapshots/schedules", form(Map.of("cron", "0 0 31 2 *"))))
        .hasStatus(422)
        .bodyText()
        .contains("No date in the next 5 years", "value=\"0 0 31 2 *\"", "id=\"error-cron\"");
    assertThat(admin.post("/snapshots/schedules", form(Map.of("cron", "*/5 * * * *"))))
        .hasStatus(422)
        .bodyText()
        .contains("only 5 min apart");
    assertThat(
            admin.post(
                "/snapshots/schedules",
                form(Map.of("cron", "*/5 * * * *", "force", "true", "name", "Bad Name"))))
        .hasStatus(422)
        .bodyText()
        .contains("Use lowercase letters");
    assertThat(cluster.received("POST", "/schedules")).isEmpty();
    assertThat(
            admin.post(
                "/snapshots/schedules", form(Map.of("cron", "*/5 * * * *", "force", "true"))))
        .hasStatus(302);
  }

  @Test
  void changesOnlyWhatTheFormShows() {
    assertThat(admin.get(DAILY)).hasStatusOk().bodyText().contains("0 2 * * *", "Pause schedule");
    assertThat(admin.put(DAILY, form(Map.of("cron", "15 3 * * *")))).hasStatus(302);

    JsonNode changed = schedule(VeleroFixtureData.DAILY);
    assertThat(changed.at("/spec/schedule").asString()).isEqualTo("15 3 * * *");
    assertThat(changed.at("/spec/template/includedNamespaces/0").asString())
        .isEqualTo("circleci-server");
    assertThat(changed.at("/status/phase").asString()).isEqualTo("Enabled");
    assertThat(recorded.event("snapshot.schedule.changed").success()).isTrue();
  }

  @Test
  void leavesServerDefaultsAndUnusualRetentionsAsTheyAre() {
    edit(
        schedule -> {
          ObjectNode template = schedule.withObject("/spec/template").put("ttl", "8760h0m0s");
          template.remove(List.of("defaultVolumesToFsBackup", "storageLocation"));
        });
    until(() -> cached().template().storageLocation().isEmpty());
    assertThat(admin.get(DAILY)).bodyText().contains("value=\"365\"", "Default location of Velero");

    assertThat(
            admin.put(
                DAILY,
                form(
                    Map.of(
                        "cron", "15 3 * * *",
                        "amount", "365",
                        "unit", "DAYS",
                        "location", "",
                        "allVolumes", "false"))))
        .hasStatus(302);

    JsonNode template = schedule(VeleroFixtureData.DAILY).at("/spec/template");
    assertThat(template.path("ttl").asString()).isEqualTo("8760h0m0s");
    assertThat(template.has("defaultVolumesToFsBackup")).isFalse();
    assertThat(template.has("storageLocation")).isFalse();
  }

  @Test
  void asksForARetentionThatTheFormCantShow() {
    edit(schedule -> schedule.withObject("/spec/template").put("ttl", "36h"));

    until(() -> Duration.ofHours(36).equals(cached().template().ttl()));
    assertThat(admin.get(DAILY))
        .bodyText()
        .contains("id=\"field-amount\"")
        .doesNotContain("name=\"amount\" value");
    assertThat(admin.put(DAILY, form(Map.of("amount", "")))).hasStatus(422);
    assertThat(admin.put(DAILY, form(Map.of("amount", "101")))).hasStatus(422);
  }

  @Test
  void refusesToReplaceAChangeOfSomeoneElse() {
    String seen = cached().fingerprint();
    edit(schedule -> schedule.withObject("/spec").put("schedule", "0 5 * * *"));

    assertThat(admin.put(DAILY, form(Map.of("seen", seen))))
        .hasStatus(409)
        .bodyText()
        .contains("It now runs at 0 5 * * *", "value=\"30 1 * * *\"")
        .doesNotContain(seen);
    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/schedule").asString())
        .isEqualTo("0 5 * * *");
  }

  @Test
  void pausesAndResumesWithoutAMissedRun() {
    assertThat(admin.get(DAILY + "/pause"))
        .hasStatusOk()
        .bodyText()
        .contains("until it is resumed");
    assertThat(admin.post(DAILY + "/pause", Map.of())).hasStatus(302);
    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isTrue();

    assertThat(admin.delete(DAILY + "/pause")).hasStatus(302);

    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isFalse();
    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/skipImmediately").asBoolean()).isTrue();
    assertThat(recorded.actions())
        .contains("snapshot.schedule.paused", "snapshot.schedule.resumed");
  }

  @Test
  void skipsOneRun() {
    assertThat(admin.post(DAILY + "/skip", Map.of())).hasStatus(302);
    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isTrue();
    skippedRunEnd.resumeDue();
    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isTrue();

    TestInstallation.clock().advance(Duration.ofHours(25));
    skippedRunEnd.resumeDue();

    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isFalse();
    assertThat(recorded.count("snapshot_schedule_suspension")).isZero();
    assertThat(recorded.actions())
        .contains("snapshot.schedule.run.skipped", "snapshot.schedule.resumed");
  }

  @Test
  void keepsTheEndOfASkippedRunIfASecondRequestForItFails() {
    assertThat(pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM))
        .isInstanceOf(ScheduleOutcome.Skipped.class);
    edit(schedule -> schedule.withObject("/spec").put("paused", false));
    cluster.faults().respond("patch", SCHEDULES, 409);

    assertThat(pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM))
        .isEqualTo(new ScheduleOutcome.NoChange(VeleroFixtureData.DAILY));

    assertThat(recorded.count("snapshot_schedule_suspension")).isOne();
  }

  @Test
  void keepsAStoredScheduleWhoseDeletionFailsBecauseItIsGone() {
    cluster.faults().respond("delete", SCHEDULES, 409);

    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(() -> pause.pause(VeleroFixtureData.DAILY, Actor.SYSTEM, WITHOUT_PAUSES));

    assertThat(recorded.count("snapshot_schedule_suspension")).isOne();
  }

  @Test
  void neverDeletesAScheduleWhileTheAbilitiesOfVeleroAreUnknown() {
    for (VeleroCapabilities unknown :
        List.of(
            new VeleroCapabilities(Set.of(), Set.of()),
            new VeleroCapabilities(Set.of(VeleroResource.values()), Set.of()))) {
      assertThat(pause.pause(VeleroFixtureData.DAILY, Actor.SYSTEM, unknown))
          .isInstanceOf(ScheduleOutcome.Blocked.class);
      assertThat(pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM, unknown))
          .isInstanceOf(ScheduleOutcome.Blocked.class);
    }

    assertThat(exists(VeleroFixtureData.DAILY)).isTrue();
    assertThat(recorded.count("snapshot_schedule_suspension")).isZero();
  }

  @Test
  void staysPausedIfASkippedRunIsTurnedIntoAPause() {
    pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM);
    assertThat(pause.pause(VeleroFixtureData.DAILY, Actor.SYSTEM))
        .isEqualTo(new ScheduleOutcome.Paused(VeleroFixtureData.DAILY, false));

    TestInstallation.clock().advance(Duration.ofHours(25));
    skippedRunEnd.resumeDue();

    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isTrue();
  }

  @Test
  void doesNotEndASuspensionThatReplacedTheOneThatWasDue() {
    pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM);
    ScheduleSuspension due = suspensions.findById(VeleroFixtureData.DAILY).orElseThrow();
    pause.resume(VeleroFixtureData.DAILY, Actor.SYSTEM, "");
    TestInstallation.clock().advance(Duration.ofMinutes(3));
    pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM);

    assertThat(pause.resumeAfterSkip(due)).isInstanceOf(ScheduleOutcome.NoChange.class);

    assertThat(schedule(VeleroFixtureData.DAILY).at("/spec/paused").asBoolean()).isTrue();
    assertThat(suspensions.setFailure(due.name(), due.suspendedAt(), "x")).isZero();
  }

  @Test
  void refusesToSkipARunThatIsDue() {
    edit(schedule -> schedule.withObject("/spec").put("schedule", "*/15 * * * *"));

    assertThat(pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM))
        .isInstanceOf(ScheduleOutcome.Blocked.class);
  }

  @Test
  void storesAndDeletesAScheduleThatVeleroCantPause() {
    JsonNode before = schedule(VeleroFixtureData.DAILY).path("spec").deepCopy();

    assertThat(pause.pause(VeleroFixtureData.DAILY, Actor.SYSTEM, WITHOUT_PAUSES))
        .isEqualTo(new ScheduleOutcome.Paused(VeleroFixtureData.DAILY, true));

    assertThat(exists(VeleroFixtureData.DAILY)).isFalse();
    until(() -> state.inventory().schedule(VeleroFixtureData.DAILY).isEmpty());
    assertThat(admin.get("/snapshots/schedules"))
        .bodyText()
        .contains(VeleroFixtureData.DAILY, "Stored in Signalbox and deleted in Velero");
    assertThat(admin.get(DAILY)).hasStatusOk().bodyText().contains("Resume schedule");
    assertThat(admin.delete(DAILY + "/pause")).hasStatus(302);
    assertThat(schedule(VeleroFixtureData.DAILY).path("spec")).isEqualTo(before);
    assertThat(recorded.count("snapshot_schedule_suspension")).isZero();
  }

  @Test
  void skipsARunOfAScheduleThatVeleroCantPause() {
    assertThat(pause.skipNext(VeleroFixtureData.DAILY, Actor.SYSTEM, WITHOUT_PAUSES))
        .isInstanceOf(ScheduleOutcome.Skipped.class);
    assertThat(exists(VeleroFixtureData.DAILY)).isFalse();

    TestInstallation.clock().advance(Duration.ofHours(25));
    skippedRunEnd.resumeDue();

    assertThat(exists(VeleroFixtureData.DAILY)).isTrue();
  }

  @Test
  void keepsAScheduleWhoseDeletionIsDenied() {
    cluster.access().deny("delete", SCHEDULES);

    assertThatExceptionOfType(RemoteSystemException.Denied.class)
        .isThrownBy(() -> pause.pause(VeleroFixtureData.DAILY, Actor.SYSTEM, WITHOUT_PAUSES));

    assertThat(exists(VeleroFixtureData.DAILY)).isTrue();
    assertThat(recorded.count("snapshot_schedule_suspension")).isZero();
    assertThat(recorded.event("snapshot.schedule.paused").success()).isFalse();
  }

  @Test
  void runsAScheduleNow() {
    assertThat(admin.post(DAILY + "/runs", Map.of())).hasStatus(302);

    assertThat(
            cluster.objects().list("backups.velero.io", FakeVelero.NAMESPACE).stream()
                .filter(one -> ObjectJson.label(one, "signalbox.dev/trigger").equals("manual"))
                .filter(
                    one ->
                        ObjectJson.label(one, "velero.io/schedule-name")
                            .equals(VeleroFixtureData.DAILY)))
        .hasSize(1);
    assertThat(recorded.event("snapshot.created").payload()).contains(VeleroFixtureData.DAILY);
  }

  @Test
  void deletesAScheduleAndLeavesItsSnapshots() {
    int backups = cluster.objects().list("backups.velero.io", FakeVelero.NAMESPACE).size();
    assertThat(admin.get(DAILY + "/deletion")).hasStatusOk().bodyText().contains("snapshots stay");

    assertThat(admin.delete(DAILY)).hasStatus(302);

    assertThat(exists(VeleroFixtureData.DAILY)).isFalse();
    assertThat(cluster.objects().list("backups.velero.io", FakeVelero.NAMESPACE)).hasSize(backups);
    assertThat(recorded.event("snapshot.schedule.deleted").success()).isTrue();
  }

  private static Map<String, String> form(Map<String, String> changes) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "name", "nightly",
                "cron", "30 1 * * *",
                "kind", "full",
                "amount", "1",
                "unit", "MONTHS",
                "location", "default",
                "allVolumes", "true"));
    form.putAll(changes);
    return form;
  }

  private JsonNode schedule(String name) {
    return cluster.objects().find(SCHEDULES, FakeVelero.NAMESPACE, name).orElseThrow();
  }

  private BackupSchedule cached() {
    return state.inventory().schedule(VeleroFixtureData.DAILY).orElseThrow().schedule();
  }

  private void edit(Consumer<ObjectNode> change) {
    cluster.objects().update(SCHEDULES, FakeVelero.NAMESPACE, VeleroFixtureData.DAILY, change);
  }

  private boolean exists(String name) {
    return cluster.objects().find(SCHEDULES, FakeVelero.NAMESPACE, name).isPresent();
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
  }
}
