package dev.signalbox.nomad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.queue.Queue;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Jobs, the queue and allocations as a person gets them, with Acme's cluster at the wire. */
@InstallationTest
class JobsRoomTests {

  private final World world = TestInstallation.nomad().world();
  private final Browsers browsers;
  private final NomadCluster cluster;
  private final Books books;
  private Browser admin;

  @Autowired
  JobsRoomTests(Browsers browsers, NomadCluster cluster, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.isSeenBy(cluster);
    await()
        .until(
            () ->
                Queue.of(cluster.view()).size() == 3
                    && cluster.view().allocation(running()).isPresent());
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void tellsOfEachWaitingJobWhyItWaits() {
    assertThat(admin.get("/nomad/queue"))
        .hasStatusOk()
        .bodyText()
        .contains("3 waiting, oldest 2 h 10 min · 1 never fits · 1 is ruled out")
        .contains("Never fits: needs 96.0 GiB, the largest client has 61.0 GiB.")
        .contains("${attr.cpu.arch} = arm64 rules out")
        .contains("Waits for room, it is next:", "Missing clients", "Nomad 1.11.3");
    assertThat(admin.fragment("/nomad/queue?reason=never-fits"))
        .hasStatusOk()
        .bodyText()
        .contains("acme/infra #9")
        .doesNotContain("<html", "acme/web #118");
    assertThat(admin.get("/nomad/queue.csv"))
        .hasStatusOk()
        .bodyText()
        .startsWith("\"id\",\"namespace\"")
        .contains("\"never-fits\"");
  }

  @Test
  void listsTheJobsAndTellsSuccessFromFailure() {
    assertThat(admin.get("/nomad/jobs"))
        .hasStatusOk()
        .bodyText()
        .contains("3 waiting", "jobs made from it", "Templates");
    assertThat(admin.fragment("/nomad/jobs?state=failed"))
        .hasStatusOk()
        .bodyText()
        .contains("acme/web #77")
        .doesNotContain("<html", "acme/api #1041");
    assertThat(admin.get("/nomad/jobs.csv?q=acme-web-77"))
        .bodyText()
        .contains("\"acme-web-77\",\"default\",\"acme/web #77\",\"failed\"");
    assertThat(books.event("nomad.job.list.exported").payload()).contains("acme-web-77");
  }

  @Test
  void showsAJobWithItsReasonItsDefinitionAndItsEvaluations() {
    assertThat(admin.get(job(NomadStory.NEVER_FITS)))
        .hasStatusOk()
        .bodyText()
        .contains("Why it waits", "Never fits: needs 96.0 GiB", "nomad job status")
        .contains("It needs 96.0 GiB");
    String query = NomadLinks.query(new JobKey("default", NomadStory.NEVER_FITS));
    assertThat(admin.fragment("/nomad/job/definition" + query))
        .hasStatusOk()
        .bodyText()
        .contains("96.0 GiB and 8,000 MHz", "Raw definition")
        .doesNotContain("<html");
    assertThat(admin.fragment("/nomad/job/evaluations" + query))
        .hasStatusOk()
        .bodyText()
        .contains("Waits for room", "the job was submitted")
        .contains("no place for build: memory is short on ");
    assertThat(admin.get("/nomad/job?id=nobody")).hasStatus(404);
  }

  @Test
  void stopsAJobByItsNameAndWithAReasonOnly() {
    String query = NomadLinks.query(new JobKey("default", NomadStory.RUNNING));
    assertThat(admin.get("/nomad/job/stop" + query))
        .hasStatusOk()
        .bodyText()
        .contains("1 build dies", "on " + NomadStory.FULL, "nomad job stop");
    assertThat(delete(job(NomadStory.RUNNING), Map.of("typed", "wrong", "reason", "")))
        .hasStatus(422)
        .bodyText()
        .contains("Say why;", "The name was not acme/api #1041.");

    assertThat(
            delete(
                job(NomadStory.RUNNING),
                Map.of("typed", "acme/api #1041", "reason", "runs in circles")))
        .hasStatus(302)
        .hasHeader("Location", job(NomadStory.RUNNING));

    assertThat(admin.get(job(NomadStory.RUNNING)))
        .bodyText()
        .contains("acme/api #1041 is being stopped.");
    assertThat(books.event("nomad.job.stopped").payload()).contains("runs in circles");
    assertThat(world.statusOf(NomadStory.RUNNING)).isEqualTo("dead");
  }

  @Test
  void showsAnAllocationWithTheStoryOfItsTasksAndWhatItUses() {
    String failed = NomadLinks.allocation(world.allocationOf(NomadStory.FAILED));
    assertThat(admin.get(failed)).hasStatusOk().bodyText().contains("Failed", "it has ended");
    assertThat(admin.fragment(failed + "/tasks"))
        .hasStatus(286)
        .bodyText()
        .contains("Failed, exit code 1", "Received by the client", "stream=stderr")
        .doesNotContain("<html");
    assertThat(admin.fragment(NomadLinks.allocation(running()) + "/use"))
        .hasStatusOk()
        .bodyText()
        .contains("What it uses now", "of 8.0 GiB");
    assertThat(admin.get("/nomad/allocations/nobody")).hasStatus(404);
  }

  @Test
  void asksNoMoreForTheUseOfWhatHasEnded() {
    String failed = NomadLinks.allocation(world.allocationOf(NomadStory.FAILED));

    assertThat(admin.fragment(NomadLinks.allocation(running()) + "/tasks")).hasStatus(200);
    assertThat(admin.fragment(failed + "/tasks")).hasStatus(286);
    assertThat(admin.fragment(failed + "/use"))
        .hasStatus(286)
        .bodyText()
        .contains("it has ended")
        .doesNotContain("<html");
  }

  @Test
  void restartsAndStopsAnAllocation() {
    String path = NomadLinks.allocation(running());
    assertThat(admin.get(path + "/restart"))
        .bodyText()
        .contains("begins anew on " + NomadStory.FULL, "All that run");
    assertThat(admin.post(path + "/restart", Map.of())).hasStatus(302).hasHeader("Location", path);
    assertThat(books.event("nomad.allocation.restarted").payload()).contains("all");

    assertThat(admin.get(path + "/stop"))
        .bodyText()
        .contains("Nomad places it again elsewhere", "Stop the whole job instead");
    assertThat(delete(path, Map.of("reason", " "))).hasStatus(422);
    assertThat(delete(path, Map.of("reason", "stuck"))).hasStatus(302);
    assertThat(books.event("nomad.allocation.stopped").payload()).contains("stuck");
    await()
        .until(
            () ->
                cluster.view().allocation(path.substring(path.lastIndexOf('/') + 1)).stream()
                    .noneMatch(Allocation::takesRoom));
  }

  @Test
  void letsAViewerLookOnly() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);

    assertThat(viewer.get(job(NomadStory.RUNNING)))
        .hasStatusOk()
        .bodyText()
        .contains("aria-disabled=\"true\"");
    assertThat(viewer.send(HttpMethod.DELETE, job(NomadStory.RUNNING), Map.of())).hasStatus(403);
  }

  @Test
  void findsJobsAndAllocationsInThePalette() {
    assertThat(admin.get("/find?q=" + NomadStory.NEVER_FITS)).bodyText().contains("acme/infra #9");
    assertThat(admin.get("/find?q=" + running().substring(0, 8)))
        .bodyText()
        .contains(NomadLinks.allocation(running()));
  }

  private String running() {
    return world.allocationOf(NomadStory.RUNNING);
  }

  private static String job(String id) {
    return NomadLinks.job(new JobKey("default", id));
  }

  private MvcTestResult delete(String path, Map<String, String> form) {
    return admin.send(HttpMethod.DELETE, path, form);
  }
}
