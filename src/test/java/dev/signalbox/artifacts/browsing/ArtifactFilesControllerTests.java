package dev.signalbox.artifacts.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

@InstallationTest
class ArtifactFilesControllerTests {

  private static final Path ROOT = TestInstallation.ARTIFACTS;

  private final MockBrowsers browsers;
  private MockBrowser browser;

  @Autowired
  ArtifactFilesControllerTests(MockBrowsers browsers) {
    this.browsers = browsers;
  }

  @BeforeEach
  void signIn() {
    browser = browsers.signedIn(Persona.MEMBER);
  }

  @AfterEach
  void deleteAll() throws IOException {
    FileSystemUtils.deleteRecursively(ROOT);
    Files.createDirectory(ROOT);
  }

  @Test
  void listsAFolder() throws IOException {
    write("acme/api/414/b.txt", "one");
    write("acme/api/414/a/1.txt", "one");

    String page = body("/artifact-files?prefix=acme/api/414/");

    assertThat(page)
        .contains(">Artifacts</a>", ">acme</a>", ">api</a>", ">a/</a>", ">b.txt</a>", "1 KiB")
        .contains("/artifact-files/preview?key=acme/api/414/b.txt")
        .contains("/artifacts/acme/api/414/b.txt?download")
        // of the folder; narrow pages show no label without a value
        .contains("data-label=\"size\"></td>", "data-label=\"modified\"></td>");
  }

  @Test
  void sortsAndSearches() throws IOException {
    write("big.txt", "x".repeat(9_000));
    write("bag.txt", "x");
    write("other.txt", "x".repeat(20_000));

    assertThat(names(body("/artifact-files?sort=-size")))
        .containsExactly("other.txt", "big.txt", "bag.txt");
    assertThat(names(body("/artifact-files?name=b"))).containsExactly("bag.txt", "big.txt");
    assertThat(body("/artifact-files?name=zzz")).contains("No matching names");
    assertThat(body("/artifact-files?name=/")).contains("No matching names");
    assertThat(body("/artifact-files?name=../")).contains("No matching names");
  }

  @Test
  void pagesThroughLargeFolders() throws IOException {
    for (int i = 1000; i < 1205; i++) {
      write(i + ".txt", "x");
    }

    String first = body("/artifact-files");
    assertThat(names(first)).hasSize(200);
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
    assertThat(names(body(next))).hasSize(5).endsWith("1204.txt");
  }

  @Test
  void showsNamesThatAreMarkup() throws IOException {
    write("<img src=x onerror=alert(1)>\n.txt", "one");

    String page = body("/artifact-files");

    assertThat(page)
        .contains("&lt;img src=x onerror=alert(1)&gt;\uFFFD.txt")
        .doesNotContain("<img s");
    assertThat(body(ArtifactLinks.preview("<img src=x onerror=alert(1)>\n.txt"))).contains("one");
  }

  @Test
  void reportsUnknownFoldersAndFiles() {
    assertThat(body("/artifact-files?prefix=nothing/")).contains("No artifacts");
    assertThat(browser.get("/artifact-files?prefix=../")).hasStatus(404);
    assertThat(browser.get("/artifact-files/preview?key=nothing")).hasStatus(404);
    assertThat(browser.get("/artifact-files/preview?key=../../etc/passwd")).hasStatus(404);
  }

  private String body(String path) {
    return MockBrowser.body(browser.get(path));
  }

  private static List<String> names(String page) {
    return page.lines()
        .filter(line -> line.contains("/artifact-files/preview?key="))
        .map(line -> line.replaceAll(".*>([^<]*)</a>.*", "$1"))
        .toList();
  }

  private static void write(String key, String content) throws IOException {
    Path file = ROOT.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
