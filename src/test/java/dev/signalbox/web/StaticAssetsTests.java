package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.FileSystemUtils;

class StaticAssetsTests {

  private final StaticAssets assets;

  StaticAssetsTests() throws IOException {
    assets = new StaticAssets();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tabler.css", "htmx.js", "app.css", "console.js", "icons.svg", "logo.svg"})
  void putsTheContentHashIntoTheUrl(String name) throws Exception {
    String url = assets.url(name);

    assertThat(url).matches("/assets/[a-z]+-[0-9a-f]{12}\\.[a-z]+").contains(hash(plain(url)));
  }

  @ParameterizedTest
  @CsvSource({
    "tabler.css,text/css;charset=UTF-8",
    "htmx.js,text/javascript;charset=UTF-8",
    "favicon.svg,image/svg+xml"
  })
  void setsContentTypeAndCacheHeaders(String name, String type) throws IOException {
    MockHttpServletResponse response = request(assets.url(name), "");

    assertThat(response.getContentType()).isEqualTo(type);
    assertThat(response.getHeader("Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(response.getHeader("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void compressesIfTheBrowserSupportsIt() throws IOException {
    String url = assets.url("tabler.css");
    MockHttpServletResponse response = request(url, "br, gzip, deflate");

    assertThat(response.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    assertThat(unzipped(response)).isEqualTo(plain(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip;q=0 | false",
        "br, gzip;q=0.0 | false",
        "*, gzip;q=0 | false",
        "identity;q=1, *;q=0 | false",
        "gzip;q=0.5 | true",
        "GZIP | true",
        "* | false",
        "not-gzip | false",
        "; | false"
      })
  void readsTheQualityOfTheEncoding(String accepted, boolean compressed) throws IOException {
    assertThat(request(assets.url("app.css"), accepted).containsHeader("Content-Encoding"))
        .isEqualTo(compressed);
  }

  @Test
  void doesNotCompressOtherwise() throws IOException {
    MockHttpServletResponse response = request(assets.url("app.css"), "");

    assertThat(response.getHeader("Content-Encoding")).isNull();
    assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/app.css",
        "/assets/app-000000000000.css",
        "/assets/",
        "/assets/../application.properties",
        "/assets/tabler__core/1.4.0/dist/libs/list.js/dist/list.min.js",
        "/webjars/tabler__core/1.4.0/dist/js/tabler.min.js"
      })
  void servesOnlyListedFiles(String path) throws IOException {
    assertThat(request(path, "").getStatus()).isEqualTo(404);
  }

  @Test
  void rejectsUnknownNames() {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> assets.url("ap.css"))
        .withMessageContaining("ap.css");
    assertThatIllegalArgumentException().isThrownBy(() -> assets.icon("no-such-icon"));
  }

  @Test
  void returnsIconUrlsInTheSprite() throws IOException {
    assertThat(assets.icon("ban")).isEqualTo(assets.url("icons.svg") + "#ban");
    assertThat(request(assets.url("icons.svg"), "").getContentAsString())
        .contains("<symbol id=\"ban\"");
  }

  @Test
  void readsAddedIconsAndStylesheetsFromTheFolder(@TempDir Path folder) throws IOException {
    FileSystemUtils.copyRecursively(new ClassPathResource("assets").getFile().toPath(), folder);
    Files.writeString(folder.resolve("icons.txt"), "anchor\n", StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("added.css"), ".sb-added { color: red; }");
    Files.writeString(
        folder.resolve("assets.properties"), "\nadded.css=added.css\n", StandardOpenOption.APPEND);

    StaticAssets added = new StaticAssets(new FileSystemResource(folder + "/"));

    assertThat(added.icon("anchor")).isEqualTo(added.url("icons.svg") + "#anchor");
    assertThat(request(added, added.url("icons.svg"), "").getContentAsString())
        .contains("<symbol id=\"anchor\"");
    assertThat(request(added, added.url("added.css"), "").getContentAsString())
        .contains(".sb-added");
  }

  private byte[] plain(String url) throws IOException {
    return request(url, "").getContentAsByteArray();
  }

  private MockHttpServletResponse request(String path, String encodings) throws IOException {
    return request(assets, path, encodings);
  }

  private static MockHttpServletResponse request(StaticAssets assets, String path, String encodings)
      throws IOException {
    MockHttpServletRequest get = new MockHttpServletRequest("GET", path);
    if (!encodings.isEmpty()) {
      get.addHeader("Accept-Encoding", encodings);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    assets.handleRequest(get, response);
    return response;
  }

  private static byte[] unzipped(MockHttpServletResponse response) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(response.getContentAsByteArray()))) {
      return in.readAllBytes();
    }
  }

  private static String hash(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
  }
}
