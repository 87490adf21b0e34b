package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFaults;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Logs as pages and files, as they are without scripts. */
@InstallationTest
class LogPageTests {

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private MockBrowser viewer;
  private String failed = "";

  @Autowired
  LogPageTests(MockBrowsers browsers, ClusterState cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.viewer = browsers.open();
  }

  @BeforeEach
  void waitForTheFailedBuild() {
    viewer = browsers.signedIn(Persona.VIEWER);
    failed = world.allocationOf(NomadFixtureData.FAILED);
    await()
        .until(
            () ->
                cluster.snapshot().allocation(failed).filter(one -> one.isTerminal()).isPresent());
  }

  @Test
  void showsTheEndOfStderrByDefault() {
    String page = page("/nomad/allocations/" + failed + "/log");

    assertThat(page)
        .contains("stderr of task")
        .contains("java.lang.AssertionError: expected: &lt;23:58&gt;")
        .doesNotContain("git checkout")
        .doesNotContain("\u001b")
        .contains("sb-log-error");
  }

  @Test
  void showsBothStreams() {
    assertThat(page("/nomad/allocations/" + failed + "/log?stream=both"))
        .contains("git checkout")
        .contains("java.lang.AssertionError");
  }

  @Test
  void reportsAnUnreachableClient() {
    world.goDown(NomadFixtureData.READY);

    assertThat(page("/nomad/allocations/" + failed + "/log"))
        .contains("No path to node")
        .contains("Logs can be read only while the client is up.");
  }

  @Test
  void isShownWhileNomadIsUnreachable() {
    TestInstallation.nomad().faults().set(NomadFaults.Kind.DOWN);

    assertThat(page("/nomad/allocations/" + failed + "/log")).contains("Logs · ");
  }

  @Test
  void escapesLogText() {
    world.write(failed, "build-agent", "stderr", "<script>alert(1)</script>\n");

    assertThat(page("/nomad/allocations/" + failed + "/log")).doesNotContain("<script>alert");
  }

  @Test
  void rendersTheHeadingAsAFragment() {
    assertThat(MockBrowser.body(viewer.fragment("/nomad/allocations/" + failed + "/log")))
        .contains("Failed")
        .doesNotContain("<html")
        .doesNotContain("AssertionError");
  }

  @Test
  void returnsNotFoundForAnUnknownAllocation() {
    assertThat(viewer.get("/nomad/allocations/unknown/log")).hasStatus(404);
  }

  @Test
  void showsTheLatestAllocationOfAJobByDefault() {
    String page = page("/nomad/job/log?id=" + NomadFixtureData.SERVICE);

    assertThat(page).contains("1 of 2 allocations").contains("All").contains("Latest");
    assertThat(page("/nomad/job/log?id=" + NomadFixtureData.SERVICE + "&allocation=all"))
        .contains("2 of 2 allocations");
  }

  @Test
  void downloadsTheWholeLogAndRecordsIt() {
    MvcTestResult file =
        viewer.get("/nomad/allocations/" + failed + "/log.txt?task=build-agent&stream=stderr");

    assertThat(file)
        .hasStatusOk()
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasContentType("text/plain;charset=UTF-8");
    assertThat(file.getResponse().getHeader("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"" + failed.substring(0, 8) + "-build-agent-stderr.txt\"");
    assertThat(MockBrowser.body(file)).contains("task received").contains("\u001b[31m");
    assertThat(page("/audit?action=nomad.log.downloaded")).contains(failed.substring(0, 8));
  }

  @Test
  void returnsAnErrorPageForAMissingLog() {
    MvcTestResult file = viewer.get("/nomad/allocations/" + failed + "/log.txt?task=other");

    assertThat(file).hasStatus(404);
    assertThat(file.getResponse().getHeader("Content-Disposition")).isNull();
    assertThat(page("/audit?action=nomad.log.downloaded&outcome=failed"))
        .contains(failed.substring(0, 8));
  }

  @Test
  void saysThatTheClientHasDeletedTheLogs() throws IOException {
    world.collectFiles(failed);

    assertThat(page("/nomad/allocations/" + failed + "/log"))
        .contains("Logs were garbage-collected")
        .doesNotContain("Wait until the task");
    assertThat(unzipped("/nomad/allocations/" + failed + "/log.zip"))
        .hasEntrySatisfying(
            failed.substring(0, 8) + ".missing.txt",
            text -> assertThat(text).contains("Nomad has deleted the logs"));
    assertThat(viewer.get("/nomad/allocations/" + failed + "/log.txt?task=build-agent"))
        .hasStatus(404);
  }

  @Test
  void keepsTheTaskInTheHeadingAfterAnUpdate() {
    String heading = MockBrowser.body(viewer.fragment("/nomad/allocations/" + failed + "/log"));

    assertThat(heading).doesNotContain("No task");
    assertThat(page("/nomad/allocations/" + failed + "/log"))
        .contains("stderr of task build-agent");
  }

  @Test
  void updatesTheFreshnessOfTheLogPages() {
    TestInstallation.nomad().faults().set(NomadFaults.Kind.DOWN);
    await().until(() -> cluster.syncStatus().state() == SyncStatus.State.STALE);

    assertThat(MockBrowser.body(viewer.fragment("/nomad/allocations/" + failed + "/log")))
        .contains("Stale since");
    assertThat(MockBrowser.body(viewer.fragment("/nomad/job/log?id=" + NomadFixtureData.SERVICE)))
        .contains("Stale since");
    assertThat(page("/nomad/job/log?id=" + NomadFixtureData.SERVICE))
        .containsPattern("id=\"log-freshness\" data-live=\"nomad\">\\s*<p [^>]*data-live-trust");
  }

  @Test
  void downloadsAllLogsOfAJob() throws IOException {
    Map<String, String> files = unzipped("/nomad/job/log.zip?id=" + NomadFixtureData.FAILED);

    assertThat(files.keySet())
        .containsExactly(
            failed.substring(0, 8) + "_build-agent.stderr.txt",
            failed.substring(0, 8) + "_build-agent.stdout.txt");
    assertThat(files.values()).anySatisfy(text -> assertThat(text).contains("git checkout"));
  }

  @Test
  void addsAnErrorFileForAMissingLog() throws IOException {
    world.goDown(NomadFixtureData.READY);

    assertThat(unzipped("/nomad/allocations/" + failed + "/log.zip").values())
        .singleElement()
        .asString()
        .contains("No path to node");
  }

  private String page(String path) {
    MvcTestResult answer = viewer.get(path);
    assertThat(answer).hasStatusOk();
    return MockBrowser.body(answer);
  }

  private Map<String, String> unzipped(String path) throws IOException {
    byte[] bytes = viewer.get(path).getResponse().getContentAsByteArray();
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
