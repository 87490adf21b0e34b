package dev.signalbox.artifacts.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;

@InstallationTest
class ArtifactFilesPagesTests {

  private static final Path ROOT = TestInstallation.ARTIFACTS;

  private final MockBrowsers browsers;
  private MockBrowser browser;

  @Autowired
  ArtifactFilesPagesTests(MockBrowsers browsers) {
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
        .contains("/artifacts/acme/api/414/b.txt?download");
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

  @Test
  void numbersTheLinesOfATextThatIsReadInParts() throws IOException {
    String text =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> "line <" + i + ">\n")
            .collect(Collectors.joining());
    write("out.log.txt", text);

    String first = body("/artifact-files/preview?key=out.log.txt");
    assertThat(first).contains(">line &lt;1&gt;<", "Lines 1 to ");
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
    String second = body(next.replace("&amp;", "&"));
    int line = Integer.parseInt(next.replaceAll(".*line=(\\d+).*", "$1"));
    assertThat(second).contains(">" + line + "</td>", ">line &lt;" + line + "&gt;<");
    assertThat(body("/artifact-files/preview?key=out.log.txt&from=end"))
        .contains(">line &lt;20000&gt;<", "Line numbers unknown");
  }

  @Test
  void showsTheLinesAtAPercentage() throws IOException {
    String text =
        IntStream.rangeClosed(10_000, 49_999)
            .mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining());
    write("out.log.txt", text);

    assertThat(body("/artifact-files/preview?key=out.log.txt&percent=50"))
        .contains(">line 30001<", "Line numbers unknown · up to 64%")
        .doesNotContain(">ne 30000<");
    assertThat(body("/artifact-files/preview?key=out.log.txt&percent=900"))
        .contains(">line 49999<");
    assertThat(body("/artifact-files/preview?key=out.log.txt&percent=x")).contains(">line 10000<");
  }

  @Test
  void embedsMedia() throws IOException {
    write("a.png", "x");
    write("a.mp4", "x");
    write("a.svg", "<svg onload='alert(1)'/>");

    assertThat(body("/artifact-files/preview?key=a.png"))
        .contains("<img class=\"sb-preview\" src=\"/artifacts/a.png\"");
    assertThat(body("/artifact-files/preview?key=a.mp4")).contains("src=\"/artifacts/a.mp4\"");
    assertThat(body("/artifact-files/preview?key=a.svg"))
        .contains("downloaded")
        .doesNotContain("onload");
  }

  @Test
  void showsJsonAsATree() throws IOException {
    write("a.json", "{\"name\":{\"<b>\":[1,\"two\"]}}");
    write("broken.json", "{\"name\":");
    write("deep.json", "[".repeat(10_000));
    write("wide.json", "[" + "[],".repeat(20_000) + "1]");

    assertThat(body("/artifact-files/preview?key=a.json"))
        .contains("<details", "&lt;b&gt;", "[2]", "&quot;two&quot;");
    assertThat(body("/artifact-files/preview?key=broken.json")).contains("Lines 1 to 1");
    assertThat(body("/artifact-files/preview?key=deep.json")).contains("Lines 1 to 1");
    assertThat(body("/artifact-files/preview?key=wide.json")).contains("Lines 1 to 1");
  }

  @Test
  void showsTestResultsAsATable() throws IOException {
    write(
        "junit.xml",
        """
        <testsuites><testsuite name="Cart">
          <testcase name="adds" time="0.25"/>
          <testcase name="removes"><failure message="expected 1">at &lt;line&gt; 3
        <![CDATA[at <main>]]></failure><system-out>output</system-out></testcase>
          <testcase name="later"><skipped/></testcase>
        </testsuite></testsuites>
        """);

    assertThat(body("/artifact-files/preview?key=junit.xml"))
        .contains(
            "3 tests · 1 failed · 1 skipped",
            "expected 1\nat &lt;line&gt; 3\n",
            "at &lt;main&gt;",
            "0.25 s")
        .doesNotContain("output");
  }

  @Test
  void readsNoOtherFileForTestResults() throws IOException {
    write("secret.txt", "a secret");
    write(
        "junit.xml",
        "<!DOCTYPE t [<!ENTITY x SYSTEM \"%s\">]><testsuite><testcase name=\"&x;\"><failure>&x;</failure></testcase></testsuite>"
            .formatted(ROOT.resolve("secret.txt").toUri()));

    assertThat(body("/artifact-files/preview?key=junit.xml")).doesNotContain("a secret");
  }

  @Test
  void savesAFolder() throws IOException {
    write("acme/1/a.txt", "one");
    write("acme/1/b/c.txt", "two");
    write("acme/2/d.txt", "three");

    MvcTestResult response = browser.get("/artifact-files/folder.zip?prefix=acme/1/");

    assertThat(response)
        .hasContentType("application/zip")
        .headers()
        .hasHeaderSatisfying(
            "Content-Disposition",
            values -> assertThat(values).singleElement().asString().startsWith("attachment;"));
    assertThat(entries(response)).containsExactlyInAnyOrder("a.txt=one", "b/c.txt=two");
  }

  @Test
  void savesFilesInsideTheTargetFolderUnderUniqueNames() throws IOException {
    write("acme/1/a_b.txt", "one");
    write("acme/1/a:b.txt", "two");
    write("acme/1/..\\evil.txt", "three");
    write("acme/1/.. /... /evil.txt", "four");

    assertThat(entries(browser.get("/artifact-files/folder.zip?prefix=acme/1/")))
        .contains(".._evil.txt=three", "_/_/evil.txt=four")
        .anyMatch(entry -> entry.startsWith("a_b.txt="))
        .anyMatch(entry -> entry.startsWith("a_b~2.txt="));
  }

  @Test
  void refusesToSaveAFolderOfManyFiles() throws IOException {
    for (int i = 0; i <= 10_000; i++) {
      write("acme/many/" + i, "");
    }

    assertThat(browser.get("/artifact-files/folder.zip?prefix=acme/many/"))
        .hasStatus(302)
        .hasRedirectedUrl("/artifact-files?prefix=acme/many/");
    assertThat(body("/artifact-files?prefix=acme/many/")).contains("more than 10,000 files");
  }

  private static List<String> entries(MvcTestResult response) throws IOException {
    List<String> files = new ArrayList<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(response.getResponse().getContentAsByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.add(entry.getName() + "=" + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
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
