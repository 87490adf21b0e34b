package dev.signalbox.artifacts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The overview while the folder of the artifacts is not mounted. */
@InstallationTest
class ArtifactStoreAttentionTests {

  private final Path folder = TestInstallation.ARTIFACTS;
  private final Path elsewhere = folder.resolveSibling(folder.getFileName() + "-unmounted");
  private final MockBrowsers browsers;
  private MockBrowser admin;

  @Autowired
  ArtifactStoreAttentionTests(MockBrowsers browsers) {
    this.browsers = browsers;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @AfterEach
  void mount() throws IOException {
    if (Files.exists(elsewhere)) {
      Files.move(elsewhere, folder);
    }
    makeOutdated();
    await()
        .untilAsserted(
            () -> assertThat(overview()).contains("Sign out").doesNotContain("The artifact store"));
  }

  @Test
  void reportsAStoreThatCannotBeReadWithItsCause() throws IOException {
    Files.move(folder, elsewhere);

    makeOutdated();
    await()
        .untilAsserted(
            () ->
                assertThat(overview())
                    .contains("The artifact store can&#39;t be read since ")
                    .contains("no such folder", "href=\"/artifact-files\""));
  }

  private static void makeOutdated() {
    // the store is checked once a minute
    TestInstallation.clock().advance(Duration.ofSeconds(61));
  }

  private String overview() {
    return MockBrowser.body(admin.get("/"));
  }
}
