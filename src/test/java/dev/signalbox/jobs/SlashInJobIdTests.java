package dev.signalbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests dispatched jobs, whose ids contain slashes that URLs have to encode. */
@InstallationTest
class SlashInJobIdTests {

  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private MockBrowser admin;
  private JobKey key = new JobKey("default", "");

  @Autowired
  SlashInJobIdTests(MockBrowsers browsers, ClusterState cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.awaitSync(cluster);
    admin = browsers.signedIn(Persona.ADMIN);
    key =
        cluster.snapshot().jobs().stream()
            .filter(job -> job.status() == JobStatus.RUNNING)
            .map(Job::key)
            .filter(one -> one.id().startsWith(NomadFixtureData.PARENT + "/dispatch-"))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/definition", "/evaluations", "/stop", "/log"})
  void servesAllPages(String page) {
    assertThat(admin.get("/nomad/job" + page + NomadLinks.query(key)))
        .hasStatusOk()
        .bodyText()
        .contains("Nomad 1.11.3")
        .doesNotContain("It said");
  }

  @Test
  void showsTheJobIdOnAllPages() {
    assertThat(admin.get("/nomad/job" + NomadLinks.query(key))).bodyText().contains(key.id());
    assertThat(admin.fragment("/nomad/job/definition" + NomadLinks.query(key)))
        .hasStatusOk()
        .bodyText()
        .contains("Job spec", "Raw job spec");
    assertThat(admin.get("/nomad/job/stop" + NomadLinks.query(key))).bodyText().contains(key.id());
  }
}
