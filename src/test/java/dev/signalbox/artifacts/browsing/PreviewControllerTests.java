package dev.signalbox.artifacts.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows files of an S3 bucket, which have content types and encodings. */
@Tag("integration")
class PreviewControllerTests {

  @TempDir static Path folder;
  private static S3Server s3;
  private static RunningConsole console;
  private static HttpBrowser admin;

  @BeforeAll
  static void start() {
    s3 = S3Server.start(folder.resolve("s3"), 0);
    console =
        RunningConsole.start(
            TestDatabase.createEmpty(),
            Map.of(
                "signalbox.artifacts.folder",
                "",
                "signalbox.artifacts.s3-bucket",
                S3Server.BUCKET,
                "signalbox.artifacts.s3-url",
                s3.address().toString(),
                "signalbox.artifacts.s3-access-key",
                S3Server.KEY,
                "signalbox.artifacts.s3-secret-key",
                S3Server.SECRET));
    console.reset();
    admin = HttpBrowser.signedIn(console, Persona.ADMIN);
  }

  @AfterAll
  static void stop() {
    console.close();
    s3.close();
  }

  @Test
  void numbersTheLinesOfATextThatIsReadInParts() {
    String text =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> "line <" + i + ">\n")
            .collect(Collectors.joining());
    put("out.log.txt", text);

    String first = preview("out.log.txt");
    assertThat(first).contains(">line &lt;1&gt;<", "Lines 1 to ");
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
    String second = admin.get(next.replace("&amp;", "&")).body();
    int line = Integer.parseInt(next.replaceAll(".*line=(\\d+).*", "$1"));
    assertThat(second).contains(">" + line + "</td>", ">line &lt;" + line + "&gt;<");
    assertThat(preview("out.log.txt&from=end"))
        .contains(">line &lt;20000&gt;<", "Line numbers unknown");
  }

  @Test
  void showsTheLinesAtAPercentage() {
    String text =
        IntStream.rangeClosed(10_000, 49_999)
            .mapToObj(i -> "line " + i + "\n")
            .collect(Collectors.joining());
    put("out.log.txt", text);

    assertThat(preview("out.log.txt&percent=50"))
        .contains(">line 30001<", "Line numbers unknown · up to 64%")
        .doesNotContain(">ne 30000<");
    assertThat(preview("out.log.txt&percent=900")).contains(">line 49999<");
    assertThat(preview("out.log.txt&percent=x")).contains(">line 10000<");
  }

  @Test
  void embedsMedia() {
    put("a.png", "x");
    put("a.mp4", "x");
    put("a.svg", "<svg onload='alert(1)'/>");

    assertThat(preview("a.png")).contains("<img class=\"sb-preview\" src=\"/artifacts/a.png\"");
    assertThat(preview("a.mp4")).contains("src=\"/artifacts/a.mp4\"");
    assertThat(preview("a.svg")).contains("downloaded").doesNotContain("onload");
  }

  @Test
  void showsJsonAsATree() {
    put("a.json", "{\"name\":{\"<b>\":[1,\"two\"]}}");
    put("broken.json", "{\"name\":");
    put("deep.json", "[".repeat(10_000));
    put("wide.json", "[" + "[],".repeat(20_000) + "1]");

    assertThat(preview("a.json")).contains("<details", "&lt;b&gt;", "[2]", "&quot;two&quot;");
    assertThat(preview("broken.json")).contains("Lines 1 to 1");
    assertThat(preview("deep.json")).contains("Lines 1 to 1");
    assertThat(preview("wide.json")).contains("Lines 1 to 1");
  }

  @Test
  void showsTestResultsAsATable() {
    put(
        "junit.xml",
        """
        <testsuites><testsuite name="Cart">
          <testcase name="adds" time="0.25"/>
          <testcase name="removes"><failure message="expected 1">at &lt;line&gt; 3
        <![CDATA[at <main>]]></failure><system-out>output</system-out></testcase>
          <testcase name="later"><skipped/></testcase>
        </testsuite></testsuites>
        """);

    assertThat(preview("junit.xml"))
        .contains(
            "3 tests · 1 failed · 1 skipped",
            "expected 1\nat &lt;line&gt; 3\n",
            "at &lt;main&gt;",
            "0.25 s")
        .doesNotContain("output");
  }

  @Test
  void readsNoOtherFileForTestResults() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "a secret");
    put(
        "junit.xml",
        "<!DOCTYPE t [<!ENTITY x SYSTEM \"%s\">]><testsuite><testcase name=\"&x;\"><failure>&x;</failure></testcase></testsuite>"
            .formatted(folder.resolve("secret.txt").toUri()));

    assertThat(preview("junit.xml")).doesNotContain("a secret");
  }

  @Test
  void decodesTextsThatAreStoredWithGzip() throws IOException {
    s3.put("log.txt", gzip("one two <three>\n".repeat(10_000)), "text/plain", "gzip");
    s3.put("large.txt", gzip("one two three\n".repeat(1_000_000)), "text/plain", "gzip");
    s3.put("half.txt", Arrays.copyOf(gzip("one ".repeat(100)), 20), "text/plain", "gzip");
    s3.put("a.txt", new byte[] {1}, "text/plain", "br");

    assertThat(preview("log.txt")).contains("Lines 1 to 4,096 · up to 40% of 157 KiB", "&lt;three");
    assertThat(preview("large.txt&from=end")).contains("up to 100% of the first 4.0 MiB");
    assertThat(preview("half.txt")).contains("can&#39;t be decoded");
    assertThat(preview("a.txt")).contains("no preview of files with the encoding br");
  }

  @Test
  void showsTestResultsByTheDeclaredType() throws IOException {
    String report = "<testsuite name='Cart'><testcase name='adds'/></testsuite>";
    s3.put("junit", gzip(report), "application/xml; charset=utf-8", "gzip");

    assertThat(preview("junit")).contains("1 test · 0 failed");
  }

  private static String preview(String key) {
    return admin.get("/artifact-files/preview?key=" + key).body();
  }

  private static void put(String key, String content) {
    s3.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
