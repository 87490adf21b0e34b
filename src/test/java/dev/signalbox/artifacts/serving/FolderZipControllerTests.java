package dev.signalbox.artifacts.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

@Tag("integration")
class FolderZipControllerTests {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Path ROOT = TestInstallation.ARTIFACTS;

  private RunningConsole console;
  private HttpBrowser member;

  @BeforeEach
  void signIn() {
    console = RunningConsole.shared();
    member = HttpBrowser.signedIn(console, Persona.MEMBER);
  }

  @AfterEach
  void deleteAll() throws IOException {
    FileSystemUtils.deleteRecursively(ROOT);
    Files.createDirectory(ROOT);
  }

  @Test
  void savesAFolder() throws Exception {
    write("acme/1/a.txt", "one");
    write("acme/1/b/c.txt", "two");
    write("acme/2/d.txt", "three");

    HttpResponse<InputStream> response = zip("acme/1/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().map())
        .containsEntry("content-type", List.of("application/zip"))
        .containsEntry("content-disposition", List.of("attachment; filename=\"acme-1.zip\""));
    assertThat(files(response))
        .containsOnly(Map.entry("a.txt", "one"), Map.entry("b/c.txt", "two"));
  }

  @Test
  void savesFilesInsideTheTargetFolderUnderUniqueNames() throws Exception {
    write("acme/1/a_b.txt", "one");
    write("acme/1/a:b.txt", "two");
    write("acme/1/..\\evil.txt", "three");
    write("acme/1/.. /... /evil.txt", "four");
    write("acme/1/INCOMPLETE.txt", "five");

    assertThat(files(zip("acme/1/")))
        .containsEntry(".._evil.txt", "three")
        .containsEntry("_/_/evil.txt", "four")
        .containsEntry("INCOMPLETE.txt", "five")
        .containsKeys("a_b.txt", "a_b~2.txt")
        .hasSize(5);
  }

  @Test
  void sendsTheFirstFileBeforeTheOthersAreListed() throws Exception {
    byte[] large = new byte[40_000_000];
    new Random(3).nextBytes(large);
    Files.createDirectories(ROOT.resolve("acme/2"));
    Files.write(ROOT.resolve("acme/1.bin"), large);

    HttpResponse<InputStream> response = zip("acme/");
    // most of the first file is not sent, because it was not read yet
    write("acme/2/late.txt", "late");

    assertThat(files(response)).containsKey("1.bin").containsEntry("2/late.txt", "late");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a.txt"})
  void saysThatItHasTheFirstFilesOfAFolderOfMany(String nested) throws Exception {
    for (int i = 10_000; i <= 20_000; i++) {
      write("acme/many/" + i + nested, "");
    }

    Map<String, String> files = files(zip("acme/many/"));

    assertThat(files).containsKeys("10000" + nested, "19999" + nested).hasSize(10_001);
    assertThat(files.get("INCOMPLETE.txt"))
        .contains(nested.isEmpty() ? "more than 10,000 files" : "more than 10,000 folders");
  }

  @Test
  void saysThatItHasTheFirstFilesOfALargeFolder() throws Exception {
    write("acme/a.txt", "one");
    try (RandomAccessFile sparse = new RandomAccessFile(ROOT.resolve("acme/b").toFile(), "rw")) {
      sparse.setLength(10L << 30);
    }

    Map<String, String> files = files(zip("acme/"));

    assertThat(files).containsOnlyKeys("a.txt", "INCOMPLETE.txt");
    assertThat(files.get("INCOMPLETE.txt")).contains("more than 10.0 GiB");
  }

  private HttpResponse<InputStream> zip(String folder) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(
                console.address().resolve("/artifact-files/folder.zip?prefix=" + folder))
            .header("Cookie", member.cookieHeader())
            .build(),
        BodyHandlers.ofInputStream());
  }

  private static Map<String, String> files(HttpResponse<InputStream> response) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(response.body())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static void write(String key, String content) {
    Path file = ROOT.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
