package dev.signalbox.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.informer.ResourceCaches;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.velero.FakeObjectStore;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFaults;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.state.VeleroState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Tests the pages of snapshots through HTTP against a fake Kubernetes with a fake Velero. */
@InstallationTest
class SnapshotPagesIntegrationTests {

  private static final String DOWNLOAD_REQUESTS = "downloadrequests.velero.io";
  private static final String LOCATIONS = "backupstoragelocations.velero.io";

  private final MockBrowsers browsers;
  private final VeleroState velero;
  private final ResourceCaches caches;
  private final DatabaseTestClient records;
  private final MeterRegistry meters;
  private MockBrowser admin;

  @Autowired
  SnapshotPagesIntegrationTests(
      MockBrowsers browsers,
      VeleroState velero,
      ResourceCaches caches,
      JdbcClient database,
      MeterRegistry meters) {
    this.browsers = browsers;
    this.velero = velero;
    this.caches = caches;
    this.records = new DatabaseTestClient(database);
    this.meters = meters;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    ClusterSync.await(velero, caches);
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @AfterEach
  void repair() {
    TestCluster.velero().faults().set(VeleroFaults.Kind.NONE);
    TestCluster.velero().store().setFault(FakeObjectStore.Fault.NONE);
    TestCluster.cluster().faults().reset();
  }

  @Test
  void listsSnapshotsWithTheStateOfProtection() {
    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .contains("Protection", "Last good snapshot", "Storage location", "Available")
        .contains(VeleroFixtureData.RUNNING, "1 of 4 volumes", "InProgress")
        .contains(VeleroFixtureData.KOTS, "taken by KOTS")
        .contains(VeleroFixtureData.UNKNOWN, VeleroFixtureData.UNKNOWN_PHASE)
        .contains("AccessDenied", "waiting for deletion", VeleroFixtureData.DAILY)
        .contains("Velero needs attention", "Insufficient memory", "View all 9 checks")
        .containsPattern("<span\\s+class=\"sb-nowrap\">in \\d+ (?:h|min)</span>");
    assertThat(admin.fragment("/snapshots?state=failed"))
        .hasStatusOk()
        .bodyText()
        .contains(VeleroFixtureData.FAILED)
        .doesNotContain("<html", VeleroFixtureData.MANUAL);
    assertThat(admin.fragment("/snapshots?schedule=" + VeleroFixtureData.WEEKLY + "&kind=full"))
        .bodyText()
        .contains("5 matches")
        .doesNotContain(VeleroFixtureData.MANUAL);
    assertThat(admin.fragment("/snapshots?kind=custom"))
        .bodyText()
        .contains("2 matches", VeleroFixtureData.FOREIGN);
    assertThat(admin.get("/snapshots?state=gone")).hasStatus(422);
  }

  @Test
  void namesTheFindingsOfVeleroInTheHealthOfTheInstallation() {
    assertThat(admin.fragment("/overview/panels/health"))
        .hasStatusOk()
        .bodyText()
        .contains("Velero", "Degraded")
        .containsPattern("findings: [^<]*Node agents")
        .doesNotContain("Healthy");
  }

  @Test
  void measuresTheStateOfProtection() {
    assertThat(meters.get("signalbox.snapshot.objective").gauge().value()).isEqualTo(86_400);
    assertThat(meters.get("signalbox.snapshot.missed.runs").gauge().value()).isZero();
    assertThat(
            Instant.ofEpochSecond(
                (long) meters.get("signalbox.snapshot.last.success.timestamp").gauge().value()))
        .isEqualTo(velero.inventory().backups().get(1).sortTime());
  }

  @Test
  void showsOneSnapshot() {
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.KOTS))
        .hasStatusOk()
        .bodyText()
        .contains("KOTS versions", "3.4.0", "KOTS sequence", "14")
        .contains("velero backup describe " + VeleroFixtureData.KOTS + " --details --namespace")
        .contains("kubectl --namespace velero get")
        .contains("postgresql-0", "Files (kopia)");
    assertThat(admin.fragment("/snapshots/" + VeleroFixtureData.RUNNING))
        .hasStatusOk()
        .bodyText()
        .doesNotContain("null%")
        .contains("running for", "Waiting for the node agent")
        .doesNotContain("<html");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.RUNNING))
        .bodyText()
        .contains("logs deployment/velero");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.FAILED))
        .bodyText()
        .contains("Failure", "AccessDenied");
    assertThat(admin.fragment("/snapshots/" + VeleroFixtureData.MANUAL + "/yaml"))
        .hasStatusOk()
        .bodyText()
        .contains("kind: &quot;Backup&quot;", "includeClusterResources")
        .doesNotContain("managedFields");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL + "/yaml"))
        .hasStatusOk()
        .bodyText()
        .contains("hx-get=\"/snapshots/" + VeleroFixtureData.MANUAL + "/yaml\"", "kubectl ")
        .doesNotContain("includeClusterResources");
    assertThat(admin.get("/snapshots/nosuchsnapshot"))
        .hasStatus(404)
        .bodyText()
        .contains("Snapshot not found", "/snapshots");
  }

  @Test
  void showsVolumesWithAClaimBeforeOthers() {
    Backup backup = velero.inventory().backup(VeleroFixtureData.MANUAL).orElseThrow();
    PodVolumes pod =
        velero.pods().stream()
            .filter(one -> one.volumes().stream().anyMatch(volume -> volume.name().equals("tmp")))
            .findFirst()
            .orElseThrow();
    TestCluster.cluster()
        .objects()
        .update(
            "podvolumebackups.velero.io",
            FakeVelero.NAMESPACE,
            velero.volumes(backup).getFirst().name(),
            volume -> {
              volume.withObject("/metadata").remove("annotations");
              volume.withObject("/metadata/labels").remove("velero.io/pvc-uid");
              volume.withObject("/spec").put("volume", "tmp");
              volume.withObject("/spec/pod").put("name", pod.metadata().name());
            });

    await()
        .untilAsserted(
            () ->
                assertThat(admin.get("/snapshots/" + backup.name()))
                    .bodyText()
                    .containsSubsequence(
                        velero.volumes(backup).getLast().claim(), "tmp", "emptyDir"));
  }

  @Test
  void downloadsLogErrorsAndWarnings() {
    String snapshot = "/snapshots/" + partial();
    awaitBody(snapshot + "/results", "input/output error");
    assertThat(admin.get(snapshot + "/results")).bodyText().contains("Error", "pods");
    awaitBody(snapshot + "/log", "view=pages");
    assertThat(admin.get(snapshot + "/log"))
        .bodyText()
        .contains("data-logs", snapshot + "/log/lines?from=end");
    assertThat(admin.get(snapshot + "/log/lines?from=end"))
        .hasStatusOk()
        .bodyText()
        .startsWith("event:update")
        .contains("\"phase\":\"ended\"", "input/output error");
    assertThat(admin.get(snapshot + "/log?level=error"))
        .hasStatusOk()
        .bodyText()
        .contains(" match", "level=error");
    assertThat(admin.get(snapshot + "/log?q=zzzz")).bodyText().contains("No line matches.");
    assertThat(admin.get(snapshot + "/log.txt")).hasStatusOk().bodyText().contains("level=info");
    assertThat(records.event("snapshot.log.downloaded").payload()).isNotNull();
    await().untilAsserted(() -> assertThat(downloadRequests()).isEmpty());
  }

  @Test
  void explainsWhyAFileCantBeDownloaded() {
    TestCluster.velero().store().setFault(FakeObjectStore.Fault.DENIED);

    awaitBody("/snapshots/" + VeleroFixtureData.FAILED + "/results", "HTTP 403");

    assertThat(admin.get("/snapshots/" + VeleroFixtureData.FAILED + "/results"))
        .bodyText()
        .contains("The object storage refused the signed URL (403).", "Check the clocks");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.RUNNING + "/log"))
        .hasStatusOk()
        .bodyText()
        .contains("Velero uploads the log when the snapshot has finished.");
  }

  @Test
  void explainsThatVeleroDoesNotProcessADownload() {
    TestCluster.velero().faults().set(VeleroFaults.Kind.DOWNLOADS_IGNORED);
    String results = "/snapshots/" + VeleroFixtureData.KOTS + "/results";
    assertThat(admin.get(results)).hasStatusOk();
    await().until(() -> !downloadRequests().isEmpty());

    // Velero deletes a request after 10 minutes; the console waits for 20 s
    downloadRequests()
        .forEach(
            request ->
                TestCluster.cluster()
                    .objects()
                    .delete(
                        DOWNLOAD_REQUESTS,
                        FakeVelero.NAMESPACE,
                        request.at("/metadata/name").asString()));

    awaitBody(results, "Velero did not process the download request within the time limit.");
  }

  @Test
  void showsSnapshotsWhoseStorageLocationWasDeleted() {
    TestCluster.cluster().objects().delete(LOCATIONS, FakeVelero.NAMESPACE, "default");
    await().until(() -> velero.inventory().location("default").isEmpty());

    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .contains(VeleroFixtureData.MANUAL, "There is no storage location.");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL))
        .hasStatusOk()
        .bodyText()
        .contains("Storage location", "default");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL + "/deletion"))
        .hasStatusOk()
        .bodyText()
        .contains("The storage location default does not exist.");
    assertThat(admin.get("/restores/new?snapshot=" + VeleroFixtureData.MANUAL))
        .hasStatusOk()
        .bodyText()
        .contains("The location default does not exist.", "Create it again with the same bucket");
  }

  @Test
  void answersForASnapshotThatIsDeletedWhileItsPageIsRendered() {
    TestCluster.cluster().faults().set(ClusterFaults.Kind.WATCH_LOSING);
    TestCluster.cluster()
        .objects()
        .delete("backups.velero.io", FakeVelero.NAMESPACE, VeleroFixtureData.MANUAL);

    String page = "/snapshots/" + VeleroFixtureData.MANUAL;
    assertThat(admin.get(page)).hasStatusOk();
    assertThat(admin.get(page + "/yaml")).hasStatusOk();
    assertThat(admin.fragment(page + "/yaml"))
        .hasStatus(404)
        .bodyText()
        .contains("Snapshot not found");
  }

  @Test
  void showsTheChecklistWithoutVelero() {
    TestCluster.velero().faults().set(VeleroFaults.Kind.NOT_INSTALLED);
    awaitState(CacheStatus.State.ABSENT);

    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .contains("Velero is not installed", "Snapshots are not available")
        .contains("kubectl api-resources --api-group velero.io", "/snapshots/setup?step=install")
        .doesNotContain("Protection");
    assertThat(admin.get("/snapshots/new"))
        .hasStatusOk()
        .bodyText()
        .contains("Velero is not installed", "href=\"/snapshots/setup\"")
        .doesNotContain("field-reason");
    assertThat(admin.get("/")).bodyText().contains("Velero is not installed");
  }

  @Test
  void asksWhichVeleroIsMeantIfTheClusterHasMoreThanOne() {
    TestCluster.cluster()
        .objects()
        .create(
            """
            {"apiVersion":"velero.io/v1","kind":"BackupStorageLocation",
             "metadata":{"name":"default","namespace":"backup"},
             "spec":{"provider":"aws","objectStorage":{"bucket":"other"}}}
            """);
    awaitProbe("/snapshots", "The cluster has more than one Velero: in velero, backup.");

    assertThat(admin.get("/snapshots"))
        .bodyText()
        .contains("Snapshots are not available", "Set SIGNALBOX_VELERO_NAMESPACE to the namespace")
        .contains("kubectl get backupstoragelocations.velero.io --all-namespaces");
    assertThat(admin.get("/snapshots/new"))
        .bodyText()
        .contains("The cluster has more than one Velero", "Set SIGNALBOX_VELERO_NAMESPACE");
    assertThat(admin.post("/snapshots/schedules", Map.of("name", "nightly", "cron", "30 1 * * *")))
        .hasStatus(422)
        .bodyText()
        .contains("The cluster has more than one Velero", "value=\"nightly\"");
    assertThat(admin.get("/restores/new?snapshot=" + VeleroFixtureData.KOTS))
        .bodyText()
        .contains("The cluster has more than one Velero", "Set SIGNALBOX_VELERO_NAMESPACE");

    TestCluster.cluster().objects().delete(LOCATIONS, "backup", "default");
    awaitProbe("/snapshots/health", "no Velero in another namespace");
    assertThat(admin.get("/snapshots/new")).bodyText().doesNotContain("more than one Velero");
  }

  @Test
  void checksOnlyItsOwnNamespaceWithoutThePermissionForOthers() {
    TestCluster.cluster().access().deny("list", LOCATIONS, "");
    awaitProbe("/snapshots/health", "has a Velero outside the namespace velero");

    assertThat(admin.get("/snapshots")).bodyText().doesNotContain("Snapshots are not available");
    TestCluster.cluster().access().reset();
    awaitProbe("/snapshots/health", "no Velero in another namespace");
  }

  @Test
  void namesTheMissingPermission() {
    TestCluster.velero().faults().set(VeleroFaults.Kind.BACKUPS_DENIED);
    awaitState(CacheStatus.State.FORBIDDEN);

    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .contains("No permission to list backups.velero.io")
        .contains("Signalbox may not read Velero");
  }

  @Test
  void showsTheLastDataWhileTheClusterIsDown() {
    TestCluster.cluster().faults().set(ClusterFaults.Kind.DOWN);
    awaitState(CacheStatus.State.STALE);

    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .contains("Stale since", VeleroFixtureData.MANUAL);
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL)).hasStatusOk();
  }

  @Test
  void reportsAStoppedServerAndAnUnavailableLocation() {
    TestCluster.velero().stop();
    TestCluster.cluster()
        .objects()
        .update(
            "backupstoragelocations.velero.io",
            FakeVelero.NAMESPACE,
            "default",
            location ->
                location
                    .putObject("status")
                    .put("phase", "Unavailable")
                    .put("message", "NoSuchBucket: The specified bucket does not exist"));
    await()
        .untilAsserted(
            () ->
                assertThat(admin.get("/snapshots/health"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Snapshots are not available", "The server is not running")
                    .contains("NoSuchBucket", "velero backup-location get"));
    assertThat(admin.get("/"))
        .bodyText()
        .contains("Storage location default is unavailable", "Last good snapshot");
  }

  @Test
  void saysOnAnOpenPageThatTheSnapshotWasDeleted() {
    TestCluster.cluster()
        .objects()
        .delete("backups.velero.io", FakeVelero.NAMESPACE, VeleroFixtureData.MANUAL);
    await().until(() -> velero.inventory().backup(VeleroFixtureData.MANUAL).isEmpty());

    assertThat(admin.fragment("/snapshots/" + VeleroFixtureData.MANUAL))
        .hasStatusOk()
        .bodyText()
        .contains("This snapshot was deleted", "href=\"/snapshots\"")
        .doesNotContain("Restore snapshot");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL)).hasStatus(404);
    assertThat(admin.get("/snapshots"))
        .hasStatusOk()
        .bodyText()
        .doesNotContain(VeleroFixtureData.MANUAL);
  }

  /**
   * The server and the other namespaces are asked once a minute. Velero deletes its response after
   * a minute, so the clock must not advance that far while the console waits for it.
   */
  private void awaitProbe(String path, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              TestInstallation.clock().advance(Duration.ofSeconds(10));
              TestCluster.velero().tick();
              assertThat(admin.fragment(path))
                  .bodyText()
                  .contains(text)
                  .doesNotContain("Waiting for the response of the server");
            });
  }

  private static List<ObjectNode> downloadRequests() {
    return TestCluster.cluster().objects().list(DOWNLOAD_REQUESTS, FakeVelero.NAMESPACE);
  }

  private String partial() {
    return velero.inventory().backups().stream()
        .filter(backup -> backup.status().phaseText().equals("PartiallyFailed"))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private void awaitBody(String path, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              TestCluster.velero().tick();
              assertThat(admin.fragment(path)).hasStatusOk().bodyText().contains(text);
            });
  }

  private void awaitState(CacheStatus.State state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              // the clock of the tests does not advance on its own
              TestInstallation.clock().advance(Duration.ofSeconds(1));
              velero.inventory();
              return velero.backupsStatus().state() == state;
            });
  }
}
