package dev.signalbox.nomad.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.NomadWeather;
import dev.signalbox.sandbox.nomad.World;
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

  private final World world = TestInstallation.nomad().world();
  private final Browsers browsers;
  private final NomadCluster cluster;
  private Browser viewer;
  private String failed = "";

  @Autowired
  LogPageTests(Browsers browsers, NomadCluster cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.viewer = browsers.open();
  }

  @BeforeEach
  void aBuildFailed() {
    viewer = browsers.signedIn(Persona.VIEWER);
    failed = world.allocationOf(NomadStory.FAILED);
    await()
        .until(() -> cluster.view().allocation(failed).filter(one -> one.terminal()).isPresent());
  }

  @Test
  void showsTheEndOfStderrFirst() {
    String page = page("/nomad/allocations/" + failed + "/log");

    assertThat(page)
        .contains("stderr of task")
        .contains("java.lang.AssertionError: expected: &lt;23:58&gt;")
        .doesNotContain("git checkout")
        .doesNotContain("\u001b")
        .contains("sb-log-error");
  }

  @Test
  void showsBothStreamsWhenAsked() {
    assertThat(page("/nomad/allocations/" + failed + "/log?stream=both"))
        .contains("git checkout")
        .contains("java.lang.AssertionError");
  }

  @Test
  void saysOfWhichMachineNobodyCanRead() {
    world.goDown(NomadStory.READY);

    assertThat(page("/nomad/allocations/" + failed + "/log"))
        .contains("No path to node")
        .contains("look at its client");
  }

  @Test
  void standsWhileNomadIsAway() {
    TestInstallation.nomad().weather().turn(NomadWeather.Kind.DOWN);

    assertThat(page("/nomad/allocations/" + failed + "/log")).contains("Log of ");
  }

  @Test
  void neverTakesTextOfALogForMarkup() {
    world.write(failed, "build-agent", "stderr", "<script>alert(1)</script>\n");

    assertThat(page("/nomad/allocations/" + failed + "/log")).doesNotContain("<script>alert");
  }

  @Test
  void refreshesItsHeadingAlone() {
    assertThat(Browser.body(viewer.fragment("/nomad/allocations/" + failed + "/log")))
        .contains("Failed")
        .doesNotContain("<html")
        .doesNotContain("AssertionError");
  }

  @Test
  void leadsFromAnUnknownAllocationToTheJobs() {
    assertThat(viewer.get("/nomad/allocations/nobody/log")).hasStatus(404);
  }

  @Test
  void showsTheNewestAllocationOfAJobAndOffersAll() {
    String page = page("/nomad/job/log?id=" + NomadStory.SERVICE);

    assertThat(page).contains("1 of 2 allocations").contains("All").contains("Choose allocations");
    assertThat(page("/nomad/job/log?id=" + NomadStory.SERVICE + "&allocation=all"))
        .contains("2 of 2 allocations");
  }

  @Test
  void sendsTheWholeLogAndWritesItDown() {
    MvcTestResult file =
        viewer.get("/nomad/allocations/" + failed + "/log.txt?task=build-agent&stream=stderr");

    assertThat(file)
        .hasStatusOk()
        .hasHeader("X-Content-Type-Options", "nosniff")
        .hasContentType("text/plain;charset=UTF-8");
    assertThat(file.getResponse().getHeader("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"" + failed.substring(0, 8) + "-build-agent-stderr.txt\"");
    assertThat(Browser.body(file)).contains("task received").contains("\u001b[31m");
    assertThat(page("/audit?action=nomad.log.downloaded")).contains(failed.substring(0, 8));
  }

  @Test
  void answersWithAPageWhereThereIsNoLog() {
    MvcTestResult file = viewer.get("/nomad/allocations/" + failed + "/log.txt?task=other");

    assertThat(file).hasStatus(404);
    assertThat(file.getResponse().getHeader("Content-Disposition")).isNull();
    assertThat(page("/audit?action=nomad.log.downloaded&outcome=failed"))
        .contains(failed.substring(0, 8));
  }

  @Test
  void putsAllLogsOfAJobIntoOneFile() throws IOException {
    Map<String, String> files = unzipped("/nomad/job/log.zip?id=" + NomadStory.FAILED);

    assertThat(files.keySet())
        .containsExactly(
            failed.substring(0, 8) + "_build-agent.stderr.txt",
            failed.substring(0, 8) + "_build-agent.stdout.txt");
    assertThat(files.values()).anySatisfy(text -> assertThat(text).contains("git checkout"));
  }

  @Test
  void saysInsideTheFileWhatIsMissing() throws IOException {
    world.goDown(NomadStory.READY);

    assertThat(unzipped("/nomad/allocations/" + failed + "/log.zip").values())
        .singleElement()
        .asString()
        .contains("No path to node");
  }

  private String page(String path) {
    MvcTestResult answer = viewer.get(path);
    assertThat(answer).hasStatusOk();
    return Browser.body(answer);
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
