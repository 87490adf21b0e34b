package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Restoring a snapshot and undoing the restore. */
@BrowserTest
class SnapshotRestoreJourneyTests {

  private static final String SNAPSHOT = VeleroFixtureData.MANUAL;

  private final FakeCluster cluster = TestCluster.cluster();
  private final FakeVelero velero = TestCluster.velero();
  private final VeleroTimeline time;

  @Autowired
  SnapshotRestoreJourneyTests(ApplicationContext console) {
    this.time = new VeleroTimeline(console);
  }

  @BeforeEach
  void repairTheCluster() {
    velero.setAgentRunning(KubernetesFixtureData.NODES.getLast());
    cluster.objects().delete("backups.velero.io", FakeVelero.NAMESPACE, VeleroFixtureData.RUNNING);
    velero.writeFiles();
    time.advance(Duration.ofMinutes(2));
    time.awaitSync();
  }

  @Test
  void restoresASnapshotAndUndoesItWithTheSafetySnapshot(BrowserWindows windows) {
    String before = claimUid();
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/snapshots");
    window.link(SNAPSHOT).click();
    window.link("Restore snapshot").click();
    assertThat(window.heading()).hasText("Restore " + SNAPSHOT);
    window.page().getByLabel("Reason").fill("broken upgrade");
    window.page().getByLabel("Existing objects").selectOption("Replace workloads and volumes");
    assertThat(window.main()).containsText("What is stopped and deleted is not known");
    assertThat(window.page().getByLabel("Reason")).hasValue("broken upgrade");
    awaitPreview(window);
    assertThat(window.main()).containsText("Stops and deletes");
    start(window, SNAPSHOT);

    assertThat(window.page().locator(".sb-flash"))
        .containsText("The restore of " + SNAPSHOT + " was started.");
    String restore = window.pathAndQuery();
    Locator state = window.page().locator("#restore-state");
    assertThat(state).containsText("Running");
    assertThat(window.main()).containsText("broken upgrade");
    time.restoreUntil(() -> safetyPhase().equals("InProgress"));
    assertThat(state).containsText("safety snapshot");
    time.restoreUntil(() -> restores().contains("InProgress"));
    assertThat(state).containsText("Velero phase: InProgress");
    time.restoreUntil(() -> isFinished(window));

    assertThat(state).containsText("Completed");
    assertThat(window.page().locator("#restore-after")).containsText("Load balancers");
    assertThat(window.page().locator("#restore-after")).containsText("unchanged");
    assertThat(AxeFindings.of(window)).isEmpty();
    assertThat(claimUid()).isNotEmpty().isNotEqualTo(before);
    String restored = claimUid();
    assertThat(safetyPhase()).isEqualTo("Completed");

    window.link("Undo restore").click();
    assertThat(window.heading()).hasText("Undo with " + safety());
    window.page().getByLabel("Reason").fill("wrong snapshot");
    awaitPreview(window);
    String safety = safety();
    start(window, safety);
    assertThat(state).containsText("the earlier restore");
    assertThat(state.locator("a[href='" + restore + "']")).hasCount(1);
    time.restoreUntil(() -> isFinished(window));
    assertThat(state).containsText("Completed");
    assertThat(claimUid()).isNotEmpty().isNotEqualTo(restored);
    assertThat(time.stored("restores"))
        .extracting(one -> one.at("/spec/backupName").asString(""))
        .contains(safety);
  }

  private void awaitPreview(BrowserWindow window) {
    Locator deleted = window.page().locator("section[aria-labelledby=deleted]");
    window
        .page()
        .waitForCondition(
            () -> {
              velero.tick();
              return deleted.count() > 0;
            });
    assertThat(deleted).containsText("statefulset/postgresql");
    assertThat(deleted).containsText("persistentvolumeclaim/data-postgresql-0");
    assertThat(deleted).containsText("Deleted with its data");
    assertThat(window.page().locator("#restore-checks")).containsText("The restore can start");
  }

  private static void start(BrowserWindow window, String snapshot) {
    Locator typed = window.page().getByLabel("Type " + snapshot + " to confirm");
    window.tabTo(typed).page().keyboard().type(snapshot);
    window.tabTo(window.button("Start restore")).press("Enter");
    assertThat(window.heading()).hasText("Restore of " + snapshot);
  }

  private static boolean isFinished(BrowserWindow window) {
    return window.page().locator("#restore-after section").count() > 0;
  }

  private List<String> restores() {
    return time.stored("restores").stream()
        .map(one -> one.at("/status/phase").asString(""))
        .toList();
  }

  /** Returns the name of the last safety snapshot. */
  private String safety() {
    return time.stored("backups").stream()
        .filter(one -> ObjectJson.label(one, "signalbox.dev/trigger").equals("safety"))
        .map(ObjectJson::name)
        .sorted()
        .reduce("", (first, second) -> second);
  }

  private String safetyPhase() {
    return time.phase(safety());
  }

  private String claimUid() {
    return cluster
        .objects()
        .find("persistentvolumeclaims", KubernetesFixtureData.NAMESPACE, "data-postgresql-0")
        .map(ObjectJson::uid)
        .orElse("");
  }
}
