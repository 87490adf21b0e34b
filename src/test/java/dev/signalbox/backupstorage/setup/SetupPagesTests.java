package dev.signalbox.backupstorage.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.velero.FakeObjectStore;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Prints the commands of the set-up and checks its steps. */
@InstallationTest
class SetupPagesTests {

  private static final String S3 =
      "/snapshots/setup/s3?bucket=" + FakeObjectStore.BUCKET + "&region=us-east-1";

  private final MockBrowsers browsers;
  private final VeleroState state;
  private MockBrowser viewer;

  @Autowired
  SetupPagesTests(MockBrowsers browsers, VeleroState state) {
    this.browsers = browsers;
    this.state = state;
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signInOnceTheCachesAreComplete() {
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    viewer = browsers.signedIn(Persona.VIEWER);
    until(
        () ->
            state.capabilities().isInstalled()
                && state.inventory().locations().stream().anyMatch(StorageLocation::isAvailable));
  }

  @Test
  void listsTheObjectStores() {
    assertThat(viewer.get("/snapshots/setup"))
        .hasStatusOk()
        .bodyText()
        .contains("AWS S3", "Google Cloud Storage", "S3-compatible");
  }

  @Test
  void continuesWithTheStepOfTheStoreInUse() {
    assertThat(viewer.get("/snapshots/setup?step=node-agents"))
        .hasStatus(302)
        .hasHeader("Location", "/snapshots/setup/s3#node-agents");
  }

  @Test
  void fillsTheValuesIntoTheCommands() {
    assertThat(
            viewer.get(
                "/snapshots/setup/gcp?bucket=acme_ci&project=acme-prod&auth=workload&velero=1.9"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "gsutil mb -p acme-prod gs://acme_ci/",
            "velero/velero-plugin-for-gcp:v1.5.0",
            "iam.serviceAccounts.signBlob",
            "--use-restic");
  }

  @Test
  void keepsInvalidValuesInTheFormAndOutOfTheCommands() {
    assertThat(viewer.get("/snapshots/setup/aws?bucket=Not%20Valid%3B%20rm&region=eu-west-1"))
        .hasStatus(422)
        .bodyText()
        .contains("value=\"Not Valid; rm\"", "id=\"error-bucket\"", "--bucket YOUR_BUCKET")
        .doesNotContain("--bucket 'Not");
  }

  @Test
  void ticksTheStepsThatTheClusterShows() {
    assertThat(viewer.get(S3))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Velero reaches the bucket.",
            "Location default is available.",
            "No ready node agent on ip-10-0-3-37. 0/3 nodes are available: 1 Insufficient memory",
            "The last good snapshot is ",
            "href=\"/snapshots/new\"");
  }

  @Test
  void showsTheCauseAtTheStepThatFails() {
    TestCluster.velero()
        .controls()
        .setLocationError(
            "default", "rpc error: code = Unknown desc = AccessDenied: Access Denied");
    TestInstallation.clock().advance(Duration.ofMinutes(2));
    TestCluster.velero().tick();
    until(() -> state.inventory().locations().stream().noneMatch(StorageLocation::isAvailable));

    assertThat(viewer.fragment(S3))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Access denied.",
            "Allow the key to list the bucket",
            "Not known: location default fails for another reason.",
            "Possible once the location is available.");
  }

  @Test
  void showsTheReasonOfTheSchedulerForAPendingNodeAgent() {
    String node = state.inventory().agents().agents().getFirst().node();
    TestCluster.velero().setAgentPending(node, "0/3 nodes are available: 1 Insufficient memory.");
    until(() -> !state.inventory().agents().notReady().isEmpty());

    assertThat(viewer.get(S3)).hasStatusOk().bodyText().contains("1 Insufficient memory.");
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition::getAsBoolean);
  }
}
