package dev.signalbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.ExplainedJob;
import dev.signalbox.queue.JobQueue;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriUtils;

/** Tests jobs, queue and allocations through HTTP against a fake Nomad. */
@InstallationTest
class JobPagesIntegrationTests {

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  JobPagesIntegrationTests(
      MockBrowsers browsers, ClusterState cluster, WaitingReasons reasons, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.reasons = reasons;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.awaitSync(cluster);
    await()
        .until(
            () ->
                JobQueue.of(cluster.snapshot()).size() == 3
                    && cluster.snapshot().allocation(running()).isPresent());
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void explainsWhyEachJobIsQueued() {
    assertThat(admin.get("/nomad/queue"))
        .hasStatusOk()
        .bodyText()
        .contains("3 queued, longest 2 h 10 min · 1 too large · 1 constraint")
        .contains("Needs 96 GiB memory; the largest client has 61 GiB.")
        .contains("What the reasons mean", "The constraints of the job exclude all clients.")
        .contains("Constraint ${attr.cpu.arch} = arm64 excludes all")
        .contains("Next in line.", "Add capacity", "Nomad 1.11.3");
    assertThat(admin.fragment("/nomad/queue?reason=never-fits"))
        .hasStatusOk()
        .bodyText()
        .contains("acme/infra #9")
        .doesNotContain("<html", "acme/web #118");
    assertThat(admin.get("/nomad/queue.csv"))
        .hasStatusOk()
        .bodyText()
        .startsWith("\uFEFF\"id\",\"namespace\"")
        .contains("\"never-fits\"");
  }

  @Test
  void callsTheReasonTheSameOnAllPages() {
    assertThat(reasons.all()).hasSize(3);
    for (ExplainedJob queued : reasons.all()) {
      String word = "<span>" + queued.kind().label() + "</span>";
      assertThat(admin.get(NomadLinks.job(queued.waiting().job()))).bodyText().contains(word);
      assertThat(admin.get("/nomad/queue?reason=" + queued.kind().key()))
          .bodyText()
          .contains(queued.waiting().name(), word);
    }
  }

  @Test
  void listsJobsWithTheirOutcome() {
    assertThat(admin.get("/nomad/jobs"))
        .hasStatusOk()
        .bodyText()
        .contains("3 queued", "dispatched", "Parameterized");
    assertThat(admin.fragment("/nomad/jobs?state=failed"))
        .hasStatusOk()
        .bodyText()
        .contains("acme/web #77")
        .doesNotContain("<html", "acme/api #1041");
    assertThat(admin.get("/nomad/jobs.csv?q=acme-web-77"))
        .bodyText()
        .contains("\"acme-web-77\",\"default\",\"acme/web #77\",\"failed\"");
    assertThat(records.event("nomad.job.list.exported").payload()).contains("acme-web-77");
  }

  @Test
  void showsAJobWithReasonJobSpecAndEvaluations() {
    assertThat(admin.get(job(NomadFixtureData.TOO_LARGE)))
        .hasStatusOk()
        .bodyText()
        .contains("Why it's queued", "Needs 96 GiB memory", "nomad job status")
        .contains("<span>Resources: 96 GiB");
    String query = NomadLinks.query(new JobKey("default", NomadFixtureData.TOO_LARGE));
    assertThat(admin.fragment("/nomad/job/definition" + query))
        .hasStatusOk()
        .bodyText()
        .contains("96 GiB, 8 GHz", "Raw job spec")
        .doesNotContain("<html");
    assertThat(admin.fragment("/nomad/job/evaluations" + query))
        .hasStatusOk()
        .bodyText()
        .contains("Blocked", "job registered (job-register)")
        .contains("build not placed: memory exhausted on ");
    assertThat(admin.get("/nomad/job?id=nosuchjob")).hasStatus(404);
  }

  @Test
  void stopsOneBuildWithAReason() {
    String query = NomadLinks.query(new JobKey("default", NomadFixtureData.RUNNING));
    assertThat(admin.get("/nomad/job/stop" + query))
        .hasStatusOk()
        .bodyText()
        .contains("Kill 1 running build", "on " + NomadFixtureData.FULL, "nomad job stop")
        .doesNotContain("confirm-typed", "Purge");
    assertThat(delete(job(NomadFixtureData.RUNNING), Map.of("reason", "")))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a reason");

    assertThat(delete(job(NomadFixtureData.RUNNING), Map.of("reason", "runs in circles")))
        .hasStatus(302)
        .hasHeader("Location", job(NomadFixtureData.RUNNING));

    assertThat(admin.get(job(NomadFixtureData.RUNNING)))
        .bodyText()
        .contains("Stopping acme/api #1041.");
    assertThat(records.event("nomad.job.stopped").payload()).contains("runs in circles");
    assertThat(world.statusOf(NomadFixtureData.RUNNING)).isEqualTo("dead");
  }

  @Test
  void requiresTheNameToPurgeAJobAndToStopATemplate() {
    String query = NomadLinks.query(new JobKey("default", NomadFixtureData.FAILED));
    assertThat(admin.get(job(NomadFixtureData.FAILED))).bodyText().contains("Purge job");
    assertThat(admin.get("/nomad/job/stop" + query))
        .bodyText()
        .contains("Purge acme/web #77", "confirm-typed", "nomad job stop -purge")
        .doesNotContain("Stop acme/web #77");
    for (String running : List.of(NomadFixtureData.FAILED, NomadFixtureData.RUNNING)) {
      assertThat(delete(job(running), Map.of("purge", "true", "reason", "old")))
          .hasStatus(422)
          .bodyText()
          .contains("The name doesn&#39;t match");
    }
    assertThat(delete(job(NomadFixtureData.PARENT), Map.of("reason", "old"))).hasStatus(422);

    assertThat(
            delete(
                job(NomadFixtureData.FAILED),
                Map.of("purge", "true", "typed", "acme/web #77", "reason", "old")))
        .hasStatus(302)
        .hasHeader("Location", "/nomad/jobs");
  }

  @Test
  void callsABuildByItsNameOnEveryPage() {
    Job build =
        cluster.snapshot().jobs().stream()
            .filter(job -> job.parentId().equals(NomadFixtureData.PARENT))
            .filter(job -> job.status() == JobStatus.RUNNING)
            .findFirst()
            .orElseThrow();
    Allocation allocation = cluster.snapshot().allocationsOf(build.key()).getFirst();
    String id = build.key().id();
    String query = NomadLinks.query(build.key());
    String page = NomadLinks.allocation(allocation.id());
    assertThat(build.name()).startsWith("acme/");

    for (String path :
        List.of(
            "/nomad/job" + query,
            "/nomad/job/stop" + query,
            "/nomad/job/definition" + query,
            "/nomad/job/evaluations" + query,
            "/nomad/job/log" + query,
            page,
            page + "/stop",
            page + "/restart",
            page + "/tasks",
            page + "/log")) {
      assertThat(admin.get(path))
          .bodyText()
          .as(path)
          .containsPattern("<title>[^<]*" + Pattern.quote(build.name()))
          .containsPattern("<h1[^>]*>[^<]*" + Pattern.quote(build.name()))
          .containsPattern("class=\"sb-subtitle[^>]*>[^<]*" + Pattern.quote(id));
    }
    for (String path :
        List.of(
            "/nomad/jobs?q=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
            NomadLinks.client(allocation.clientId()),
            NomadLinks.client(allocation.clientId()) + "/drain")) {
      assertThat(admin.get(path)).bodyText().as(path).contains(build.name(), id);
    }
    assertThat(admin.get("/find?q=" + UriUtils.encode(build.name(), StandardCharsets.UTF_8)))
        .bodyText()
        .contains(build.name(), id);
    assertThat(admin.get("/find?q=" + allocation.shortId())).bodyText().contains(build.name());
  }

  @Test
  void showsWhyAJobFailedAndLinksToTheFirstError() {
    String firstError = NomadLinks.firstError(world.allocationOf(NomadFixtureData.FAILED));
    String query = NomadLinks.query(new JobKey("default", NomadFixtureData.FAILED));

    assertThat(admin.get(job(NomadFixtureData.FAILED)))
        .bodyText()
        .contains("/nomad/job/failure?", firstError);
    assertThat(admin.get("/nomad/jobs?state=failed")).bodyText().contains(firstError);
    assertThat(admin.fragment("/nomad/job/failure" + query))
        .hasStatusOk()
        .bodyText()
        .contains("The task exited with code 1.", "It ran for", "nomad-client-11c0")
        .contains("Last error lines", "sb-failure-lines", firstError)
        .doesNotContain("<html");
    assertThat(admin.get("/nomad/job/failure" + query)).hasStatusOk().bodyText().contains("<html");
    assertThat(admin.get(firstError.replace("#first-error", "")))
        .bodyText()
        .contains("id=\"first-error\"");
  }

  @Test
  void saysHowToNameABuildWithoutTheMetadata() {
    world.registerParameterized("agent", 100, 64);
    String unnamed = world.dispatch("agent", Map.of("pipeline", "7"));
    String named = world.dispatch("agent", Map.of("job_name", "acme/api #7"));
    await().until(() -> cluster.snapshot().job(new JobKey("default", named)).isPresent());

    assertThat(admin.get(job(unnamed)))
        .bodyText()
        .contains("No build name", "SIGNALBOX_NOMAD_BUILD_NAMES");
    assertThat(admin.get(job(named))).bodyText().doesNotContain("No build name");
  }

  @Test
  void showsAnAllocationWithTasksAndUsage() {
    String failed = NomadLinks.allocation(world.allocationOf(NomadFixtureData.FAILED));
    assertThat(admin.get(failed)).hasStatusOk().bodyText().contains("Failed", "Already ended.");
    assertThat(admin.fragment(failed + "/tasks"))
        .hasStatus(286)
        .bodyText()
        .contains("Failed, exit code 1", "Exited with code 1", "stream=stderr")
        .doesNotContain("<html");
    assertThat(admin.fragment(NomadLinks.allocation(running()) + "/usage"))
        .hasStatusOk()
        .bodyText()
        .contains("Resource usage", "of 8.0 GiB");
    assertThat(admin.get("/nomad/allocations/nosuchallocation")).hasStatus(404);
  }

  @Test
  void stopsPollingOnceTheAllocationHasEnded() {
    String failed = NomadLinks.allocation(world.allocationOf(NomadFixtureData.FAILED));

    assertThat(admin.fragment(NomadLinks.allocation(running()) + "/tasks")).hasStatus(200);
    assertThat(admin.fragment(failed + "/tasks")).hasStatus(286);
    assertThat(admin.fragment(failed + "/usage"))
        .hasStatus(286)
        .bodyText()
        .contains("The allocation has ended.")
        .doesNotContain("<html");
  }

  @Test
  void restartsAndStopsAnAllocation() {
    String path = NomadLinks.allocation(running());
    assertThat(admin.get(path + "/restart"))
        .bodyText()
        .contains("Restart on " + NomadFixtureData.FULL, "All running tasks");
    assertThat(admin.post(path + "/restart", Map.of())).hasStatus(302).hasHeader("Location", path);
    assertThat(records.event("nomad.allocation.restarted").payload()).contains("all");

    assertThat(admin.get(path + "/stop"))
        .bodyText()
        .contains("Kill and reschedule", "may be the same one", "Stop the job instead");
    assertThat(delete(path, Map.of("reason", " "))).hasStatus(422);
    assertThat(delete(path, Map.of("reason", "stuck"))).hasStatus(302);
    assertThat(records.event("nomad.allocation.stopped").payload()).contains("stuck");
    await()
        .until(
            () ->
                cluster.snapshot().allocation(path.substring(path.lastIndexOf('/') + 1)).stream()
                    .noneMatch(Allocation::occupiesResources));
  }

  @Test
  void viewersCannotStopJobs() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(viewer.get(job(NomadFixtureData.RUNNING)))
        .hasStatusOk()
        .bodyText()
        .contains("aria-disabled=\"true\"");
    assertThat(viewer.send(HttpMethod.DELETE, job(NomadFixtureData.RUNNING), Map.of()))
        .hasStatus(403);
  }

  @Test
  void findsJobsAndAllocationsInThePalette() {
    assertThat(admin.get("/find?q=" + NomadFixtureData.TOO_LARGE))
        .bodyText()
        .contains("acme/infra #9");
    assertThat(admin.get("/find?q=" + running().substring(0, 8)))
        .bodyText()
        .contains(NomadLinks.allocation(running()));
  }

  private String running() {
    return world.allocationOf(NomadFixtureData.RUNNING);
  }

  private static String job(String id) {
    return NomadLinks.job(new JobKey("default", id));
  }

  private MvcTestResult delete(String path, Map<String, String> form) {
    return admin.send(HttpMethod.DELETE, path, form);
  }
}
