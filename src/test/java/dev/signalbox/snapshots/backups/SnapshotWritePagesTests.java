package dev.signalbox.snapshots.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.node.ObjectNode;

/** Takes, keeps and deletes snapshots on the pages and through the API. */
@InstallationTest
class SnapshotWritePagesTests {

  private static final String BACKUPS = "backups.velero.io";
  private static final String LOCATIONS = "backupstoragelocations.velero.io";
  private static final String REQUESTS = "deletebackuprequests.velero.io";
  private static final Map<String, String> ORDER =
      Map.of(
          "kind", "full",
          "reason", "before the upgrade",
          "amount", "2",
          "unit", "WEEKS",
          "location", "default",
          "allVolumes", "true");

  private final FakeCluster cluster = TestCluster.cluster();
  private final FakeVelero velero = TestCluster.velero();
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient recorded;
  private final VeleroState state;
  private final BackupReadiness readiness;
  private MockBrowser admin;

  @Autowired
  SnapshotWritePagesTests(
      MockBrowsers browsers,
      MockMvcTester console,
      JdbcClient database,
      VeleroState state,
      BackupReadiness readiness) {
    this.browsers = browsers;
    this.console = console;
    this.recorded = new DatabaseTestClient(database);
    this.state = state;
    this.readiness = readiness;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheCachesAreComplete() {
    // capabilities and permissions of an earlier test are read again after a minute
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    admin = browsers.signedIn(Persona.ADMIN);
    until(
        () ->
            state.capabilities().isInstalled()
                && readiness.denied("create", VeleroResource.BACKUP).isEmpty()
                && state.backupsStatus().isLive()
                && ClusterSync.hasServed(
                    BACKUPS, state.inventory().backups().stream().map(Backup::metadata))
                && state.inventory().deleteRequests().isEmpty()
                && ClusterSync.hasServed(
                    LOCATIONS,
                    state.inventory().locations().stream().map(StorageLocation::metadata))
                && !state.claims().isEmpty()
                && !state.pods().isEmpty());
  }

  @Test
  void reportsTheVolumesThatASnapshotWouldContain() {
    assertThat(admin.get("/snapshots/new"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "data-postgresql-0",
            "Saved: files",
            "default-volumes-to-fs-backup=true",
            "recommended");
    assertThat(admin.fragment("/snapshots/new?kind=partial&allVolumes=false"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "data-rabbitmq-0",
            "Not saved",
            "backup.velero.io/backup-volumes=data",
            "Apply annotation",
            "can't be rebuilt",
            "field-selector")
        .doesNotContain("<main");
  }

  @Test
  void recordsTheExpectedVolumesOfASnapshot() {
    Backup taken = Backup.read(backup(take(ORDER)));

    assertThat(taken.name()).startsWith("instance-");
    assertThat(taken.spec().effectiveTtl()).isEqualTo(Duration.ofDays(14));
    assertThat(taken.spec().fsBackupByDefault()).isTrue();
    assertThat(taken.reason()).isEqualTo("before the upgrade");
    assertThat(ExpectedVolumesAnnotation.of(taken)).isNotEmpty();
    assertThat(recorded.event("snapshot.created"))
        .returns(true, DatabaseTestClient.Event::success)
        .returns(taken.name(), DatabaseTestClient.Event::target)
        .satisfies(event -> assertThat(event.payload()).contains("before the upgrade", "2 weeks"));
    assertThat(cluster.received("POST", "/backups"))
        .singleElement()
        .satisfies(request -> assertThat(request.query()).contains("fieldValidation=Strict"));
  }

  @Test
  void keepsTheInputOfARejectedForm() {
    assertThat(admin.post("/snapshots", Map.of("kind", "partial", "reason", "", "selector", "a b")))
        .hasStatus(422)
        .bodyText()
        .contains("value=\"a b\"", "Enter labels as key=value", "Enter a reason");
    assertThat(admin.post("/snapshots", Map.of("reason", "x", "amount", "some")))
        .hasStatus(422)
        .bodyText()
        .contains("value=\"some\"", "Enter a whole number from 1 to 100.");
    assertThat(cluster.received("POST", "/backups")).isEmpty();
  }

  @Test
  void findsTheSnapshotWhoseResponseWasLost() {
    int before = stored(BACKUPS).size();
    cluster.faults().loseNextResponse("POST", "/backups");

    String name = take(ORDER);

    assertThat(backup(name)).isNotNull();
    assertThat(stored(BACKUPS)).hasSize(before + 1);
    assertThat(recorded.event("snapshot.created").success()).isTrue();
  }

  @Test
  void explainsThatAPermissionIsMissing() {
    int before = stored(BACKUPS).size();
    cluster.access().deny("create", BACKUPS);

    MvcTestResult response = admin.post("/snapshots", ORDER);

    assertThat(response.getResponse().getStatus()).isIn(409, 502);
    assertThat(response).bodyText().contains(BACKUPS);
    assertThat(stored(BACKUPS)).hasSize(before);
  }

  @Test
  void waitsForTheValidationOfAChangedLocation() {
    cluster
        .objects()
        .update(
            LOCATIONS,
            FakeVelero.NAMESPACE,
            "default",
            location ->
                ObjectJson.member(location, "status")
                    .put("phase", "Unavailable")
                    .put("message", "NoSuchBucket"));
    until(() -> !state.inventory().locations().getFirst().isAvailable());

    assertThat(admin.get("/snapshots/new")).bodyText().contains("NoSuchBucket", "aria-disabled");
    assertThat(admin.post("/snapshots", ORDER))
        .hasStatus(409)
        .bodyText()
        .contains("NoSuchBucket", "value=\"before the upgrade\"");
    assertThat(cluster.received("POST", "/backups")).isEmpty();
  }

  @Test
  void deletesASnapshotByARequestOnly() {
    String url = "/snapshots/" + VeleroFixtureData.MANUAL;
    assertThat(admin.get(url + "/deletion"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Delete " + VeleroFixtureData.MANUAL, "can&#39;t be undone", "velero backup delete");
    assertThat(admin.send(HttpMethod.DELETE, url, Map.of("typed", "other"))).hasStatus(422);

    assertThat(delete(VeleroFixtureData.MANUAL)).hasRedirectedUrl("/snapshots");

    assertThat(stored(REQUESTS))
        .singleElement()
        .satisfies(
            request ->
                assertThat(ObjectJson.label(request, "velero.io/backup-name"))
                    .isEqualTo(VeleroFixtureData.MANUAL));
    velero.tick();
    assertThat(find(VeleroFixtureData.MANUAL)).isFalse();
    assertThat(cluster.received("DELETE", VeleroFixtureData.MANUAL)).isEmpty();
    assertThat(recorded.event("snapshot.deletion.requested").success()).isTrue();
  }

  @Test
  void retriesADeletionThatIsStuck() {
    velero.controls().setDeletionError("AccessDenied: Access Denied");
    assertThat(delete(VeleroFixtureData.MANUAL)).hasStatus(302);
    velero.tick();
    until(
        () ->
            state
                    .inventory()
                    .backup(VeleroFixtureData.MANUAL)
                    .filter(backup -> backup.state() == SnapshotState.DELETING)
                    .isPresent()
                && state.inventory().deleteRequests().stream().anyMatch(one -> one.hasFailed()));
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL + "/deletion"))
        .bodyText()
        .contains("AccessDenied", "Retry deletion");
    assertThat(browsers.signedIn(Persona.VIEWER).get("/snapshots/" + VeleroFixtureData.MANUAL))
        .bodyText()
        .contains("Retry deletion", "disabled: Read-only")
        .doesNotContain("/snapshots/" + VeleroFixtureData.MANUAL + "/deletion");

    velero.controls().setDeletionError(null);
    assertThat(delete(VeleroFixtureData.MANUAL)).hasStatus(302);
    velero.tick();

    assertThat(find(VeleroFixtureData.MANUAL)).isFalse();
  }

  @Test
  void refusesToDeleteARunningSnapshot() {
    assertThat(delete(VeleroFixtureData.RUNNING)).hasStatus(409);
    assertThat(stored(REQUESTS)).isEmpty();
  }

  @Test
  void keepsASnapshotAndEndsThat() {
    String url = "/snapshots/" + VeleroFixtureData.MANUAL + "/keep";

    assertThat(admin.post(url, Map.of())).hasStatus(302);
    assertThat(Backup.read(backup(VeleroFixtureData.MANUAL)).isKept()).isTrue();
    until(
        () ->
            state.inventory().backup(VeleroFixtureData.MANUAL).filter(Backup::isKept).isPresent());
    assertThat(admin.delete(url)).hasStatus(302);

    assertThat(Backup.read(backup(VeleroFixtureData.MANUAL)).isKept()).isFalse();
    assertThat(recorded.actions()).contains("snapshot.kept", "snapshot.keep.ended");
  }

  @Test
  void appliesTheAnnotationOfAVolume() {
    String url = "/snapshots/volumes/annotation";
    assertThat(admin.get(url + "?claim=data-rabbitmq-0&all=false"))
        .hasStatusOk()
        .bodyText()
        .contains("pod/rabbitmq-0", "statefulset/rabbitmq", "replaces the pods");

    assertThat(admin.post(url, Map.of("claim", "data-rabbitmq-0", "all", "false", "target", "pod")))
        .hasStatus(302);
    assertThat(
            admin.post(
                url, Map.of("claim", "data-rabbitmq-0", "all", "false", "target", "workload")))
        .hasStatus(302);

    assertThat(annotation("pods", "rabbitmq-0", "/metadata/annotations")).isEqualTo("data");
    assertThat(recorded.actions()).contains("snapshot.volume.annotated");
  }

  @Test
  void offersTheSameThroughTheApi() {
    MockApiClient api = new MockApiClient(console, MockApiClient.newToken(admin, "read,write"));

    assertThat(api.get("/api/v1/snapshots?limit=2"))
        .hasStatusOk()
        .hasHeader(
            "Link",
            "<http://localhost/api/v1/snapshots?limit=2&after="
                + state.inventory().backups().get(1).uid()
                + ">; rel=\"next\"");
    assertThat(api.get("/api/v1/snapshots/" + VeleroFixtureData.MANUAL))
        .hasStatusOk()
        .bodyText()
        .contains("\"phase\":\"Completed\"", "\"storage_location\":\"default\"");
    assertThat(api.post("/api/v1/snapshots", "{\"reason\":\"nightly script\"}"))
        .hasStatusOk()
        .bodyText()
        .contains("\"kind\":\"full\"", "\"reason\":\"nightly script\"");
    assertThat(api.delete("/api/v1/snapshots/" + VeleroFixtureData.MANUAL)).hasStatusOk();
    assertThat(api.delete("/api/v1/snapshots/" + VeleroFixtureData.RUNNING)).hasStatus(409);
    assertThat(api.delete("/api/v1/snapshots/none")).hasStatus(404);
    assertThat(recorded.actions()).contains("snapshot.created", "snapshot.deletion.requested");
  }

  private String take(Map<String, String> order) {
    MvcTestResult response = admin.post("/snapshots", order);
    assertThat(response).hasStatus(302);
    return MockBrowsers.location(response).toString().replace("/snapshots/", "");
  }

  private MvcTestResult delete(String name) {
    return admin.send(HttpMethod.DELETE, "/snapshots/" + name, Map.of("typed", name));
  }

  private ObjectNode backup(String name) {
    return cluster.objects().find(BACKUPS, FakeVelero.NAMESPACE, name).orElseThrow();
  }

  private boolean find(String name) {
    return cluster.objects().find(BACKUPS, FakeVelero.NAMESPACE, name).isPresent();
  }

  private List<ObjectNode> stored(String resource) {
    return cluster.objects().list(resource, FakeVelero.NAMESPACE);
  }

  private String annotation(String resource, String name, String path) {
    return cluster
        .objects()
        .find(resource, KubernetesFixtureData.NAMESPACE, name)
        .orElseThrow()
        .at(path)
        .path("backup.velero.io/backup-volumes")
        .asString("");
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
  }
}
