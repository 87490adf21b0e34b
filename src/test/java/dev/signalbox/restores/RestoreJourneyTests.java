package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.kubernetes.WorkloadController;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroControls;
import dev.signalbox.sandbox.velero.VeleroFaults;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.node.ObjectNode;

/** Restores snapshots through the pages, step by step, with a Velero that ticks between steps. */
@InstallationTest
class RestoreJourneyTests {

  private static final String SNAPSHOT = VeleroFixtureData.MANUAL;
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"");

  private final FakeCluster cluster = TestCluster.cluster();
  private final FakeVelero velero = TestCluster.velero();
  private final WorkloadController controllers = new WorkloadController(cluster);
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private final DatabaseTestClient recorded;
  private final VeleroState state;
  private final InstallationCaches installation;
  private final RestoreRunner runner;
  private final RestoreOperations operations;
  private final RestoreGuard guard;
  private final DatabaseLock lock;
  private MockBrowser admin;

  @Autowired
  RestoreJourneyTests(
      MockBrowsers browsers,
      MockMvcTester console,
      JdbcClient database,
      VeleroState state,
      InstallationCaches installation,
      RestoreRunner runner,
      RestoreOperations operations,
      RestoreGuard guard,
      DatabaseLock lock) {
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.recorded = new DatabaseTestClient(database);
    this.state = state;
    this.installation = installation;
    this.runner = runner;
    this.operations = operations;
    this.guard = guard;
    this.lock = lock;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInToAHealthyCluster() {
    velero.setAgentRunning(KubernetesFixtureData.NODES.getLast());
    cluster.objects().delete("backups.velero.io", FakeVelero.NAMESPACE, VeleroFixtureData.RUNNING);
    // a step of an earlier test may have created one after the reset
    stored("restores").stream()
        .map(ObjectJson::name)
        .filter(name -> !name.equals(VeleroFixtureData.RESTORE))
        .forEach(
            name -> cluster.objects().delete("restores.velero.io", FakeVelero.NAMESPACE, name));
    // a safety snapshot takes a minute instead of a quarter of an hour
    velero.controls().setBytesPerSecond(1L << 30);
    // every volume is saved, also that of the pod without an annotation
    velero.writeFiles();
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    velero.tick();
    // the storage may have a checkpoint of the audit log before the reset of the database
    guard.check();
    admin = browsers.signedIn(Persona.ADMIN);
    until(
        () ->
            state.capabilities().serves(VeleroResource.RESTORE)
                && state.backupsStatus().isLive()
                && installation.statuses().stream().allMatch(CacheStatus::isLive)
                && state.inventory().agents().notReady().isEmpty()
                && state.inventory().backup(VeleroFixtureData.RUNNING).isEmpty()
                && ClusterSync.hasServed(
                    "restores.velero.io",
                    state.inventory().restores().stream().map(Restore::metadata))
                && state.claims().size() == claims().size()
                && !state.pods().isEmpty()
                && state.claims().stream().allMatch(c -> claim(c.name()).equals(c.metadata().uid()))
                && installation.workloads().size() > 20);
    // permissions that an earlier test denied are read again in the background
    until(
        () ->
            MockBrowser.body(admin.fragment(url(SNAPSHOT, "replace")))
                .contains("No missing permission is known."));
  }

  @Test
  void replacesExactlyTheListedObjectsAfterASafetySnapshot() {
    Map<String, String> before = claims();
    MvcTestResult page = page(SNAPSHOT, "replace");
    assertThat(page)
        .bodyText()
        .contains("Checks", "Safety snapshot", "Deleted and replaced", "statefulset/postgresql")
        .contains("persistentvolumeclaim/data-postgresql-0", "Deleted with its data")
        .contains("velero restore create", "aria-label=\"Table of deleted objects\"");
    cluster.clearRequests();
    UUID id = start("replace", Map.of());

    assertThat(operations.find(id)).hasValueSatisfying(this::hasPlan);
    RestoreOperation ended = drive(id, operation -> operation.state().isFinal());

    assertThat(ended.state()).isEqualTo(State.FINISHED);
    assertThat(ended.outcome()).isNotNull();
    List<String> planned =
        ended.plan().claims().stream().map(RestorePlan.PlannedClaim::name).sorted().toList();
    assertThat(deletedClaims()).isEqualTo(planned).isNotEmpty();
    Map<String, String> after = claims();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    planned.forEach(name -> assertThat(after.get(name)).isNotEqualTo(before.get(name)));
    assertThat(safetySnapshots()).hasSize(1);
    assertThat(recorded.actions())
        .contains(
            "snapshot.restore.requested",
            "snapshot.created",
            "snapshot.restore.workloads.stopped",
            "snapshot.restore.objects.deleted",
            "snapshot.restore.created",
            "snapshot.restore.finished");
    assertOutcomeAndUndo(id, ended);
  }

  @Test
  void checksStorageClassesAndCapacityOfTheVolumes() {
    untilPage("Those of the restored volumes exist, or are in the snapshot: gp2.");
    untilPage("The volumes need no more than those that they replace.");

    cluster.objects().delete("storageclasses.storage.k8s.io", "", "gp2");

    untilPage("The cluster has no storage class gp2, which ");
  }

  @Test
  void waitsForTheListOfObjects() {
    velero.faults().set(VeleroFaults.Kind.DOWNLOADS_IGNORED);

    assertThat(admin.get("/restores/new?snapshot=" + VeleroFixtureData.KOTS + "&mode=replace"))
        .hasStatusOk()
        .bodyText()
        .contains("Waiting for data", "Waiting for the list of objects", "aria-disabled=\"true\"")
        .doesNotContain("Blocked");
  }

  private void untilPage(String text) {
    until(() -> MockBrowser.body(page(SNAPSHOT, "replace")).contains(text));
  }

  private void hasPlan(RestoreOperation operation) {
    assertThat(operation.plan().services()).isNotEmpty();
    assertThat(operation.plan().workloads()).isNotEmpty();
  }

  private void assertOutcomeAndUndo(UUID id, RestoreOperation ended) {
    String safety = ended.safety() == null ? "" : ended.safety().name();
    until(() -> state.inventory().backup(safety).isPresent());
    assertThat(admin.get("/restores/" + id))
        .hasStatusOk()
        .bodyText()
        .contains("After the restore", "Load balancers", "unchanged", "Nomad clients")
        .contains("DNS of " + TestInstallation.CI_HOST, "Undo restore", safety)
        .contains("velero restore describe");
    assertThat(admin.get("/restores"))
        .bodyText()
        .contains(ended.restore().name(), VeleroFixtureData.RESTORE, "outside Signalbox");
    assertThat(admin.get("/restores/new?snapshot=" + safety + "&mode=replace&undo=" + id))
        .hasStatusOk()
        .bodyText()
        .contains("Undo with " + safety, "value=\"" + id + "\"");
    // the outcome survives the loss of the database
    database.sql("delete from snapshot_restore").update();
    assertThat(admin.get("/restores/" + id))
        .hasStatusOk()
        .bodyText()
        .contains("not in the database", ended.restore().name(), safety);
  }

  @Test
  void undoesARestoreWithItsSafetySnapshot() {
    UUID first = start("replace", Map.of());
    RestoreOperation restored = drive(first, operation -> operation.state().isFinal());
    String safety = restored.safety() == null ? "" : restored.safety().name();
    until(
        () ->
            state.inventory().backup(safety).isPresent()
                && state.claims().stream()
                    .allMatch(one -> claim(one.name()).equals(one.metadata().uid()))
                && installation.workloads().stream().allMatch(one -> one.pods() > 0));

    MvcTestResult response =
        post(
            safety,
            Map.of("mode", "replace", "undo", first.toString(), "reason", "wrong snapshot"));
    assertThat(response).hasStatus(302);
    UUID undo =
        UUID.fromString(
            MockBrowsers.location(response).toString().replaceFirst(".*/restores/", ""));

    assertThat(drive(undo, operation -> operation.state().isFinal()))
        .returns(State.FINISHED, RestoreOperation::state)
        .returns(first, RestoreOperation::undoOf);
    assertThat(admin.get("/restores/" + undo)).bodyText().contains("Undo of", first.toString());
  }

  @Test
  void doesNotStartIfTheSafetySnapshotFails() {
    velero.controls().setOutcome("pre-restore", VeleroControls.Outcome.FAILED);
    cluster.clearRequests();
    UUID id = start("replace", Map.of());

    RestoreOperation paused = drive(id, operation -> operation.state() == State.PAUSED);

    assertThat(paused.step()).isEqualTo(Step.SAFETY_SNAPSHOT);
    assertThat(paused.note()).contains("Failed", "nothing was changed");
    assertThat(deletedClaims()).isEmpty();
    assertThat(cluster.received("POST", "/restores")).isEmpty();
    assertThat(admin.get("/")).bodyText().contains("The restore of " + SNAPSHOT + " is paused");
    assertThat(admin.get("/restores/" + id)).bodyText().contains("Paused", "Retry");

    velero.controls().setOutcome("pre-restore", VeleroControls.Outcome.COMPLETED);
    assertThat(admin.put("/restores/" + id + "/state", Map.of("state", "running"))).hasStatus(302);
    assertThat(drive(id, operation -> operation.state().isFinal()).state())
        .isEqualTo(State.FINISHED);
    assertThat(safetySnapshots()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /backups",
    "PATCH, /statefulsets/postgresql",
    "DELETE, /statefulsets/postgresql",
    "DELETE, /persistentvolumeclaims/data-postgresql-0",
    "POST, /restores"
  })
  void continuesAfterALostResponse(String method, String path) {
    UUID id = start("replace", Map.of());
    cluster.clearRequests();
    cluster.faults().loseNextResponse(method, path);

    RestoreOperation ended = drive(id, operation -> operation.state().isFinal());

    assertThat(ended.state()).isEqualTo(State.FINISHED);
    assertThat(safetySnapshots()).hasSize(1);
    assertThat(stored("restores")).hasSize(2);
    assertThat(cluster.received(method, path)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "create, backups.velero.io, SAFETY_SNAPSHOT",
    "patch, statefulsets.apps, STOP_WORKLOADS",
    "delete, persistentvolumeclaims, DELETE",
    "create, restores.velero.io, CREATE_RESTORE"
  })
  void pausesWhenKubernetesRefusesAStepAndRetriesIt(String verb, String resource, Step step) {
    UUID id = start("replace", Map.of());
    cluster.access().deny(verb, resource);

    RestoreOperation paused = drive(id, operation -> operation.state() == State.PAUSED);

    assertThat(paused.step()).isEqualTo(step);
    assertThat(paused.note()).contains("forbidden");
    cluster.access().reset();
    admin.put("/restores/" + id + "/state", Map.of("state", "running"));
    assertThat(drive(id, operation -> operation.state().isFinal()).state())
        .isEqualTo(State.FINISHED);
  }

  @Test
  void waitsForAnApiServerThatDoesNotRespond() {
    UUID id = start("merge", Map.of());
    cluster.faults().set(ClusterFaults.Kind.FAILING);

    RestoreOperation failing = drive(id, operation -> operation.failures() > 0);

    assertThat(failing.state()).isEqualTo(State.RUNNING);
    assertThat(failing.note()).contains("unknown", "Retrying in");
    cluster.faults().reset();
    assertThat(drive(id, operation -> operation.state().isFinal()).state())
        .isEqualTo(State.FINISHED);
    assertThat(deletedClaims()).isEmpty();
  }

  @Test
  void cancelsBeforeAnythingWasChanged() {
    UUID id = start("replace", Map.of());
    drive(id, operation -> !safetySnapshots().isEmpty());
    assertThat(admin.send(HttpMethod.DELETE, "/snapshots/" + SNAPSHOT, Map.of("typed", SNAPSHOT)))
        .hasStatus(409)
        .bodyText()
        .contains("uses the snapshot and has not ended");
    assertThat(admin.get("/restores/" + id + "/state"))
        .hasStatusOk()
        .bodyText()
        .contains("Cancel the restore of " + SNAPSHOT);
    assertThat(admin.put("/restores/" + id + "/state", Map.of("state", "other"))).hasStatus(422);
    assertThat(admin.put("/restores/" + id + "/state", Map.of("state", "canceled"))).hasStatus(302);

    assertThat(drive(id, operation -> operation.state().isFinal()))
        .returns(State.CANCELED, RestoreOperation::state)
        .satisfies(operation -> assertThat(operation.note()).contains("Nothing was changed"));
    assertThat(stored("restores")).hasSize(1);
  }

  @Test
  void asksForEachConfirmation() {
    assertThat(post(SNAPSHOT, Map.of("typed", "other")))
        .hasStatus(422)
        .bodyText()
        .contains("doesn&#39;t match " + SNAPSHOT, "value=\"broken upgrade\"");
    assertThat(post(SNAPSHOT, Map.of("reason", " "))).hasStatus(422);
    // without scripts, the checks are updated by the form that starts the restore
    MvcTestResult updated =
        post(SNAPSHOT, Map.of("preview", "true", "mode", "replace", "withoutSafety", "true"));
    assertThat(updated)
        .hasStatusOk()
        .bodyText()
        .contains("value=\"broken upgrade\"", "value=\"" + SNAPSHOT + "\"", "field-phrase")
        .containsPattern("value=\"replace\"\\s+selected")
        .containsOnlyOnce("method=\"post\" action=\"/restores\"");
    assertThat(post(SNAPSHOT, Map.of("withoutSafety", "true", "phrase", "yes")))
        .hasStatus(422)
        .bodyText()
        .contains(RestoreForm.PHRASE);
    assertThat(post(SNAPSHOT, Map.of("seen", "0")))
        .hasStatus(409)
        .bodyText()
        .contains("has changed since the page was opened");
    String partial =
        state.inventory().backups().stream()
            .filter(backup -> backup.status().phaseText().equals("PartiallyFailed"))
            .findFirst()
            .orElseThrow()
            .name();
    assertThat(post(SNAPSHOT, Map.of("snapshot", partial, "typed", partial)))
        .hasStatus(422)
        .bodyText()
        .contains("Confirm that data is missing");
    assertThat(post(SNAPSHOT, Map.of("snapshot", VeleroFixtureData.FAILED, "typed", "x")))
        .hasStatus(422);
    assertThat(
            post(
                SNAPSHOT,
                Map.of("snapshot", VeleroFixtureData.FAILED, "typed", VeleroFixtureData.FAILED)))
        .hasStatus(409)
        .bodyText()
        .contains("can be restored");
    assertThat(operations.findOpen()).isEmpty();
    assertThat(post(SNAPSHOT, Map.of("withoutSafety", "true", "phrase", RestoreForm.PHRASE)))
        .hasStatus(302);
    assertThat(post(SNAPSHOT, Map.of())).hasStatus(409).bodyText().contains("has not ended");
  }

  @Test
  void showsARestoreOfAnotherToolAndOffersNothingToViewers() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    String url = "/restores/" + VeleroFixtureData.RESTORE;

    assertThat(viewer.get(url))
        .hasStatusOk()
        .bodyText()
        .contains("outside Signalbox", "64 of 64 items", "0 errors, 1 warning", "Download log")
        .contains("Velero restored no files of volumes.");
    until(
        () -> {
          velero.tick();
          return MockBrowser.body(viewer.fragment(url + "/results")).contains("already exists")
              && viewer.get(url + "/log.txt").getResponse().getStatus() == 200;
        });
    assertThat(viewer.get("/restores/new?snapshot=" + SNAPSHOT))
        .hasStatusOk()
        .bodyText()
        .contains("aria-disabled=\"true\"", "Read-only");
    assertThat(viewer.get("/snapshots/" + SNAPSHOT)).bodyText().contains("Restore snapshot");
    assertThat(viewer.get("/snapshots/" + VeleroFixtureData.FAILED))
        .bodyText()
        .contains("Only snapshots that are Completed or PartiallyFailed can be restored.");
  }

  @Test
  void reportsTheStateThroughTheApi() {
    UUID id = start("merge", Map.of());
    MockApiClient api = new MockApiClient(console, MockApiClient.newToken(admin, "read"));
    String url = "/api/v1/snapshots/" + SNAPSHOT + "/restores";

    assertThat(api.get(url))
        .hasStatusOk()
        .bodyText()
        .contains(id.toString(), VeleroFixtureData.RESTORE);
    assertThat(api.get(url + "/" + id))
        .hasStatusOk()
        .bodyText()
        .contains("\"mode\":\"merge\"", "\"safety_snapshot\":\"pre-restore-");
    assertThat(api.get("/api/v1/snapshots/other/restores/" + id)).hasStatus(404);
  }

  /** Advances the restore as the scheduler does, which opens a connection for each run. */
  private RestoreOperation drive(UUID id, Predicate<RestoreOperation> condition) {
    runner.advance();
    // the scheduler may hold the lock
    until(() -> lock.runExclusively(DatabaseLock.Name.RESTORES, () -> advanceUntil(id, condition)));
    return operations.find(id).orElseThrow();
  }

  private void advanceUntil(UUID id, Predicate<RestoreOperation> condition) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              TestInstallation.clock().advance(Duration.ofSeconds(10));
              velero.tick();
              controllers.reconcile();
              guard.check();
              runner.advanceOpen();
              return condition.test(operations.find(id).orElseThrow());
            });
  }

  /** Opens the page until the list of objects has been downloaded. */
  private static String url(String snapshot, String mode) {
    return "/restores/new?snapshot=" + snapshot + "&mode=" + mode;
  }

  private MvcTestResult page(String snapshot, String mode) {
    String url = url(snapshot, mode);
    until(
        () -> {
          velero.tick();
          return MockBrowser.body(admin.fragment(url)).contains("objects.</span>");
        });
    return admin.get(url);
  }

  @Test
  void rejectsAFormWithAValueThatCannotBeRead() {
    assertThat(post(SNAPSHOT, Map.of("withoutSafety", "many", "typed", "x"))).hasStatus(422);
  }

  private UUID start(String mode, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("mode", mode);
    MvcTestResult response = post(SNAPSHOT, form);
    assertThat(response).hasStatus(302);
    return UUID.fromString(
        MockBrowsers.location(response).toString().replaceFirst(".*/restores/", ""));
  }

  private MvcTestResult post(String snapshot, Map<String, String> more) {
    Map<String, String> form = new HashMap<>();
    form.put("snapshot", snapshot);
    form.put("mode", "merge");
    form.put("reason", "broken upgrade");
    form.put("typed", snapshot);
    form.putAll(more);
    Matcher seen = SEEN.matcher(MockBrowser.body(page(snapshot, form.get("mode"))));
    assertThat(seen.find()).isTrue();
    form.putIfAbsent("seen", seen.group(1));
    return admin.post("/restores", form);
  }

  private List<String> deletedClaims() {
    return cluster.received().stream()
        .filter(request -> request.method().equals("DELETE"))
        .map(FakeCluster.Received::path)
        .filter(path -> path.contains("/" + CLAIMS + "/"))
        .map(path -> path.replaceFirst(".*/", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private List<ObjectNode> safetySnapshots() {
    return stored("backups").stream()
        .filter(backup -> ObjectJson.label(backup, "signalbox.dev/trigger").equals("safety"))
        .toList();
  }

  private List<ObjectNode> stored(String plural) {
    return cluster.objects().list(plural + ".velero.io", FakeVelero.NAMESPACE);
  }

  private Map<String, String> claims() {
    Map<String, String> uids = new HashMap<>();
    cluster
        .objects()
        .list(CLAIMS, KubernetesFixtureData.NAMESPACE)
        .forEach(claim -> uids.put(ObjectJson.name(claim), ObjectJson.uid(claim)));
    return uids;
  }

  private String claim(String name) {
    return claims().getOrDefault(name, "");
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
  }
}
