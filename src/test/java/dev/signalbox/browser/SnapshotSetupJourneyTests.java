package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.FakeObjectStore;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.LocationValidation;
import dev.signalbox.testing.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Setting up snapshots with an S3-compatible store, step by step. */
@BrowserTest
class SnapshotSetupJourneyTests {

  private final FakeVelero velero = TestCluster.velero();
  private final VeleroTimeline time;

  @Autowired
  SnapshotSetupJourneyTests(ApplicationContext console) {
    this.time = new VeleroTimeline(console);
  }

  @BeforeEach
  void removeWhatIsSetUp() {
    time.awaitSync();
    time.remove("backups", "restores", "podvolumebackups", "schedules", "backupstoragelocations");
    time.awaitSync();
  }

  @Test
  void reachesTheLastTickWithAnS3CompatibleStore(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/snapshots/health");
    openSteps(window);
    assertThat(window.heading()).hasText("Set-up with S3-compatible");
    assertThat(window.main()).containsText("Enter the values to have them in the commands.");
    field(window, "bucket").fill(FakeObjectStore.BUCKET);
    field(window, "endpoint").fill(LocationValidation.MINIO);
    window.tabTo(window.button("Fill in commands")).press("Enter");
    assertThat(step(window, "bucket")).containsText("mc mb");
    assertThat(step(window, "bucket")).containsText(FakeObjectStore.BUCKET);
    assertThat(window.main()).not().containsText("YOUR_");
    assertThat(step(window, "location")).containsText("There is no location with this bucket.");
    assertThat(AxeFindings.of(window)).isEmpty();

    String setUp = window.pathAndQuery();
    window.link("Create location").click();
    assertThat(field(window, "bucket")).hasValue(FakeObjectStore.BUCKET);
    assertThat(field(window, "s3Url")).hasValue(LocationValidation.MINIO);
    field(window, "name").fill("minio");
    field(window, "accessKeyId").fill(LocationValidation.MINIO_USER);
    field(window, "secretKey").fill(LocationValidation.MINIO_SECRET);
    window.tabTo(window.button("Create location")).press("Enter");
    assertThat(window.heading()).hasText("minio");

    openSteps(window);
    assertThat(step(window, "location")).containsText("is being validated");
    time.advance(Duration.ofMinutes(2));
    assertThat(step(window, "bucket")).containsText("Velero reaches the bucket.");
    assertThat(step(window, "permissions")).containsText("Velero may use the bucket.");
    assertThat(step(window, "credentials")).containsText("The store accepts the credentials.");
    assertThat(step(window, "location"))
        .containsText("Location minio is available. Make it the default one");
    assertThat(step(window, "node-agents")).containsText("Insufficient memory");
    velero.setAgentRunning(KubernetesFixtureData.NODES.getLast());
    assertThat(step(window, "node-agents")).containsText("3 node agents are ready.");

    step(window, "snapshot").getByText("Take a snapshot").click();
    assertThat(window.main()).containsText("Contains the data of all 6 volumes");
    field(window, "reason").fill("set-up");
    window.button("Take snapshot").click();
    assertThat(window.page().locator(".sb-flash")).containsText("was requested.");
    String snapshot = window.heading().innerText();
    window.go(setUp);
    time.advanceUntil(() -> time.phase(snapshot).equals("Completed"));
    assertThat(step(window, "snapshot"))
        .containsText("The last good snapshot is " + snapshot + ".");
    assertThat(window.page().locator("#setup-summary")).hasText("6 of 7 steps done");
    step(window, "location").getByText("Open location minio").click();
    window.link("Make default").click();
    window.button("Make default").click();
    assertThat(window.heading()).hasText("minio");
    openSteps(window);
    assertThat(step(window, "location")).containsText("Location minio is available.");
    assertThat(window.page().locator("#setup-summary")).hasText("7 of 7 steps done");
    assertThat(time.stored("backupstoragelocations"))
        .singleElement()
        .satisfies(
            location -> {
              assertThat(ObjectJson.name(location)).isEqualTo("minio");
              assertThat(location.at("/spec/default").asBoolean(false)).isTrue();
              assertThat(location.at("/status/phase").asString("")).isEqualTo("Available");
            });
  }

  private static void openSteps(BrowserWindow window) {
    window.link("Storage locations").click();
    assertThat(window.heading()).hasText("Storage locations");
    window.link("Set-up steps").click();
    window.link("S3-compatible").click();
  }

  private static Locator field(BrowserWindow window, String name) {
    return window.page().locator("#field-" + name);
  }

  private static Locator step(BrowserWindow window, String id) {
    return window.page().locator("li[aria-labelledby=" + id + "]");
  }
}
