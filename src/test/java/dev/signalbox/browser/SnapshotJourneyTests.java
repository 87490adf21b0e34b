package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** Taking, scheduling and deleting snapshots. */
@BrowserTest
class SnapshotJourneyTests {

  private static final String NODE = KubernetesFixtureData.NODES.getLast();
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final FakeVelero velero = TestCluster.velero();
  private final VeleroTimeline time;

  @Autowired
  SnapshotJourneyTests(ApplicationContext console) {
    this.time = new VeleroTimeline(console);
  }

  @BeforeEach
  void awaitSync() {
    time.awaitSync();
  }

  @Test
  void keepsTheProgressOfARunningSnapshotOnOneLineOnAPhone(BrowserWindows windows) {
    BrowserWindow window =
        windows
            .open(BrowserWindows.options().setViewportSize(390, 844))
            .signIn(Persona.VIEWER)
            .go("/snapshots");
    Locator progress = window.page().locator(".sb-snapshot-progress");
    assertThat(progress).containsText("1 of 4 volumes · ");

    assertThat(progress.evaluate("element => element.getClientRects().length")).isEqualTo(1);
    assertThat(
            progress.evaluate(
                "element => element.offsetHeight < 2 * parseFloat(getComputedStyle(element)"
                    + ".fontSize)"))
        .isEqualTo(true);
    assertThat(window.main()).containsText("Read-only: your role is viewer.");
    assertThat(window.button("Take snapshot")).hasAttribute("aria-disabled", "true");
  }

  @Test
  void takesTheFirstSnapshotWithoutOneNodeAgentAndACompleteOneWithIt(BrowserWindows windows) {
    time.remove("backups", "restores", "podvolumebackups", "schedules");
    time.awaitSync();
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/snapshots");
    Locator protection = window.page().locator("#snapshots-protection");
    assertThat(protection).containsText("No good snapshot");
    assertThat(protection).containsText("There is no completed snapshot to restore from.");
    assertThat(figure(window, "Node agents ready")).containsText("2 of 3");
    assertThat(window.page().locator("#snapshots-health")).containsText(agentProblem());

    window.link("Take snapshot").click();
    assertThat(window.main()).containsText("Contains the data of 4 of 6 volumes; 2 not saved");
    assertThat(coverage(window, "data-vault-0")).containsText("Not saved");
    assertThat(coverage(window, "data-vault-0"))
        .containsText("on " + NODE + " is not ready: 0/3 nodes are available: 1 Insufficient");
    assertThat(coverage(window, "data-postgresql-0")).containsText("Saved: files");
    String first = take(window, "before the first upgrade");
    time.advanceUntil(() -> time.phase(first).equals("InProgress"));
    assertThat(window.page().locator("#snapshot-facts")).containsText("Running");
    time.advanceUntil(() -> time.phase(first).equals("PartiallyFailed"));

    assertThat(window.page().locator("#snapshot-facts")).containsText("Partial");
    Locator missing = window.page().locator("section[aria-labelledby=missing]");
    assertThat(missing).containsText("These volumes can't be restored from this snapshot.");
    assertThat(missing).containsText("data-vault-0");
    assertThat(missing).containsText("data-rabbitmq-0");
    assertThat(missing).not().containsText("data-postgresql-0");
    assertThat(window.page().locator("#snapshot-volumes")).containsText("postgresql-0");
    awaitFiles(window, "daemonset pod not found in running state in node " + NODE);
    assertThat(AxeFindings.of(window)).isEmpty();
    assertThat(savedClaims(first)).hasSize(4).doesNotContain("data-vault-0", "data-rabbitmq-0");

    window.link("Snapshots").click();
    assertThat(window.row(first)).containsText("Partial");
    assertThat(protection).containsText("No good snapshot");
    velero.setAgentRunning(NODE);
    assertThat(figure(window, "Node agents ready")).containsText("3 of 3");
    assertThat(window.main()).not().containsText("Insufficient memory");

    window.link("Take snapshot").click();
    assertThat(window.main()).containsText("Contains the data of all 6 volumes");
    String second = take(window, "now with all agents");
    time.advanceUntil(() -> time.phase(second).equals("Completed"));
    assertThat(window.page().locator("#snapshot-facts")).containsText("Completed");
    assertThat(missing).hasCount(0);
    assertThat(savedClaims(second)).hasSize(6);
    window.link("Snapshots").click();
    assertThat(protection).containsText("Within objective");
    assertThat(window.row(second)).containsText("Completed");
  }

  private static String agentProblem() {
    return "No ready node agent on " + NODE + ". 0/3 nodes are available: 1 Insufficient memory";
  }

  private static Locator figure(BrowserWindow window, String label) {
    return window
        .page()
        .locator("#snapshots-protection .sb-figure")
        .filter(new Locator.FilterOptions().setHasText(label));
  }

  private static Locator coverage(BrowserWindow window, String claim) {
    return window
        .page()
        .locator("section[aria-labelledby=volumes] tbody tr")
        .filter(new Locator.FilterOptions().setHasText(claim));
  }

  /** Fills in the form by keyboard and returns the name of the requested snapshot. */
  private static String take(BrowserWindow window, String reason) {
    window.tabTo(window.page().getByLabel("Reason")).page().keyboard().type(reason);
    window.tabTo(window.button("Take snapshot")).press("Enter");
    assertThat(window.page().locator(".sb-flash")).containsText("was requested.");
    assertThat(window.page().locator("#snapshot-facts")).containsText(reason);
    return window.heading().innerText();
  }

  /** Has Velero answer the requests for files until the page shows a message of one. */
  private void awaitFiles(BrowserWindow window, String message) {
    Locator results = window.page().locator("section[aria-labelledby=results]");
    window
        .page()
        .waitForCondition(
            () -> {
              velero.tick();
              return results.count() > 0 && results.textContent().contains(message);
            });
  }

  private List<String> savedClaims(String backup) {
    return time.stored("podvolumebackups").stream()
        .filter(one -> one.at("/spec/tags/backup").asString("").equals(backup))
        .filter(one -> one.at("/status/phase").asString("").equals("Completed"))
        .map(one -> one.path("metadata").path("annotations").path("velero.io/pvc-name"))
        .map(name -> name.asString(""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  @Test
  void runsANightlyScheduleWhoseSnapshotsExpireAfterAMonth(BrowserWindows windows) {
    velero.setAgentRunning(NODE);
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/snapshots");
    window.link("Schedules").click();
    window.link("Create schedule").click();
    assertThat(window.heading()).hasText("New schedule");
    window.page().locator("#field-name").fill("nightly");
    Locator cron = window.page().getByLabel("Cron expression");
    cron.fill("0 0 31 2 *");
    Locator runs = window.page().locator("#cron-runs");
    assertThat(runs).containsText("5 years");
    cron.fill("30 1 * * *");
    assertThat(runs).containsText("Runs at 01:30 every day.");
    Instant next = nextRun();
    assertThat(runs.locator("tbody tr")).hasCount(5);
    assertThat(runs.locator("tbody tr").first()).containsText(RUN.format(next));
    assertThat(runs.locator("tbody tr").last())
        .containsText(RUN.format(next.plus(Duration.ofDays(4))));
    window.page().getByLabel("Delete scheduled snapshots older than").fill("1");
    window.page().getByLabel("Unit").selectOption("months (30 days)");
    window.tabTo(window.button("Create schedule")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("Schedule nightly was created.");
    assertThat(window.row("nightly")).containsText("at 01:30 every day");
    assertThat(window.row("nightly")).containsText("1 month");
    assertThat(window.row("nightly")).containsText(DAY.format(next) + ", 01:30:00 UTC");
    ObjectNode stored =
        time.stored("schedules").stream()
            .filter(one -> ObjectJson.name(one).equals("nightly"))
            .findFirst()
            .orElseThrow();
    assertThat(stored.at("/spec/template/ttl").asString("")).isEqualTo("720h0m0s");

    // the session ends overnight
    window.page().navigate("about:blank");
    time.advance(Duration.between(TestInstallation.clock().instant(), next));
    time.advanceUntil(() -> time.phase(nightly()).equals("Completed"));
    window.go("/sign-in").clickSignIn().go("/snapshots");
    assertThat(window.row(nightly())).containsText("Completed");
    window.link(nightly()).click();
    Locator facts = window.page().locator("#snapshot-facts");
    assertThat(facts).containsText("nightly");
    assertThat(facts).containsText(DAY.format(next.plus(Duration.ofDays(30))) + ", 01:3");
    assertThat(facts).containsText("Full");
  }

  private static Instant nextRun() {
    Instant now = TestInstallation.clock().instant();
    Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofMinutes(90));
    return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
  }

  private String nightly() {
    return time.stored("backups").stream()
        .map(ObjectJson::name)
        .filter(name -> name.startsWith("nightly-"))
        .findFirst()
        .orElse("");
  }

  @Test
  void retriesADeletionThatIsStuck(BrowserWindows windows) {
    String snapshot = VeleroFixtureData.MANUAL;
    velero.controls().stickDeletions(1);
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/snapshots");
    window.link(snapshot).click();
    window.link("Delete snapshot").click();
    delete(window, snapshot, "Delete snapshot");
    assertThat(window.page().locator(".sb-flash"))
        .containsText("The deletion of " + snapshot + " was requested.");
    time.advance(Duration.ZERO);
    assertThat(window.row(snapshot)).containsText("Deleting");

    window.link(snapshot).click();
    assertThat(window.page().locator("#snapshot-facts")).containsText("Deleting");
    Locator why = window.page().locator("section[aria-labelledby=why]");
    assertThat(why).hasCount(0);
    time.advance(Duration.ofMinutes(11));
    assertThat(why).containsText("Why the deletion does not finish");
    assertThat(why).containsText("processing the request to delete it for 11 min");
    assertThat(why).containsText("retry the deletion");
    assertThat(AxeFindings.of(window)).isEmpty();
    assertThat(time.phase(snapshot)).isEqualTo("Deleting");

    window.link("Retry deletion").click();
    assertThat(window.heading()).hasText("Confirm it's you");
    window.link("Sign in again").click();
    window.chooseAccount(Persona.ADMIN);
    delete(window, snapshot, "Retry deletion");
    assertThat(window.page().locator(".sb-flash"))
        .containsText("The deletion of " + snapshot + " was requested again.");
    assertThat(deletions(snapshot)).isEqualTo(2);
    time.advance(Duration.ZERO);
    assertThat(window.row(snapshot)).containsText("removed");
    window.page().reload();
    assertThat(window.row(snapshot)).hasCount(0);
    assertThat(time.phase(snapshot)).isEmpty();
    assertThat(deletions(snapshot)).isZero();
    assertThat(velero.store().keys("backups/" + snapshot + "/")).isEmpty();
  }

  /** Velero itself requests the deletion of expired snapshots once an hour. */
  private long deletions(String snapshot) {
    return time.stored("deletebackuprequests").stream()
        .filter(request -> request.at("/spec/backupName").asString("").equals(snapshot))
        .count();
  }

  private static void delete(BrowserWindow window, String snapshot, String button) {
    assertThat(window.heading()).hasText("Delete " + snapshot);
    Locator typed = window.page().getByLabel("Type " + snapshot + " to confirm");
    // blanks around the name are ignored
    window.tabTo(typed).page().keyboard().type(" " + snapshot + " ");
    window.tabTo(window.button(button)).press("Enter");
    assertThat(window.heading()).hasText("Snapshots");
  }
}
