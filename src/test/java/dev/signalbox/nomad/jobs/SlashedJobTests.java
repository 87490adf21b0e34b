package dev.signalbox.nomad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Ids of dispatched jobs hold slashes, which neither our addresses nor Nomad's may stumble over.
 */
@InstallationTest
class SlashedJobTests {

  private final Browsers browsers;
  private final NomadCluster cluster;
  private Browser admin;
  private JobKey key = new JobKey("default", "");

  @Autowired
  SlashedJobTests(Browsers browsers, NomadCluster cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    TestInstallation.isSeenBy(cluster);
    admin = browsers.signedIn(Persona.ADMIN);
    key =
        cluster.view().jobs().stream()
            .filter(job -> job.status() == JobStatus.RUNNING)
            .map(Job::key)
            .filter(one -> one.id().startsWith(NomadStory.PARENT + "/dispatch-"))
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/definition", "/evaluations", "/stop", "/log"})
  void hasAllItsPages(String page) {
    assertThat(admin.get("/nomad/job" + page + NomadLinks.query(key)))
        .hasStatusOk()
        .bodyText()
        .contains("Nomad 1.11.3")
        .doesNotContain("It said");
  }

  @Test
  void isNamedOnItsPagesAndStoppedByItsOwnForm() {
    assertThat(admin.get("/nomad/job" + NomadLinks.query(key))).bodyText().contains(key.id());
    assertThat(admin.fragment("/nomad/job/definition" + NomadLinks.query(key)))
        .hasStatusOk()
        .bodyText()
        .contains("Definition", "Raw definition");
    assertThat(admin.get("/nomad/job/stop" + NomadLinks.query(key))).bodyText().contains(key.id());
  }
}
