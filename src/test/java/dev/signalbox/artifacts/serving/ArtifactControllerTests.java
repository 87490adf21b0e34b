package dev.signalbox.artifacts.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RawResponseServer;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serves artifacts over HTTP from S3Proxy, behind a server that can send invalid responses. */
@Tag("integration")
class ArtifactControllerTests {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir static Path folder;
  private static S3Server s3;
  private static RawResponseServer store;
  private static RunningConsole console;
  private static HttpBrowser admin;

  @BeforeAll
  static void start() {
    s3 = S3Server.start(folder, 0);
    store = RawResponseServer.start();
    console =
        RunningConsole.start(
            TestDatabase.createEmpty(),
            Map.of(
                // a variable that is set to nothing
                "signalbox.artifacts.folder",
                "",
                "signalbox.artifacts.s3-bucket",
                S3Server.BUCKET,
                "signalbox.artifacts.s3-url",
                store.address().toString(),
                "signalbox.artifacts.s3-access-key",
                S3Server.KEY,
                "signalbox.artifacts.s3-secret-key",
                S3Server.SECRET));
    console.reset();
    admin = HttpBrowser.signedIn(console, Persona.ADMIN);
  }

  @BeforeEach
  void behave() {
    store.forwardTo(s3.address());
  }

  @AfterAll
  static void stop() {
    Stream.<AutoCloseable>of(console, store, s3)
        .forEach(
            started -> {
              try {
                started.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void sendsAnArtifactWithTheHeadersOfThePolicy() {
    put("report.html", "<script>alert(1)</script>", "text/html");

    HttpResponse<String> response = get("report.html");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(header(response, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(header(response, "Content-Disposition"))
        .isEqualTo("inline; filename=\"report.html\"");
    assertThat(header(response, "Content-Length")).isEqualTo("25");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void savesAnArtifactOnRequest() {
    put("notes.txt", "one", "text/plain");

    HttpResponse<String> response = get("notes.txt?download");

    assertThat(header(response, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"notes.txt\"");
    assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Dest, script",
    "Sec-Fetch-Dest, style",
    "Sec-Fetch-Dest, worker",
    "Service-Worker, script",
  })
  void refusesToBeAPartOfAPage(String header, String value) {
    put("app.js", "alert(1)", "text/javascript");

    HttpResponse<String> refused =
        exchange(request("app.js", header, value), BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("Artifacts can't be scripts or style sheets of a page.")
        .doesNotContain("alert");
    assertIsProtected(refused);
  }

  @Test
  void describesAnArtifactWithoutItsContent() {
    put("video.mp4", "0123456789", "video/mp4");

    HttpResponse<String> response = send("HEAD", "video.mp4");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("10");
    assertThat(header(response, "Content-Type")).isEqualTo("video/mp4");
    assertThat(header(response, "ETag")).isEqualTo(header(get("video.mp4"), "ETag"));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void sendsRanges() {
    put("video.mp4", "0123456789", "video/mp4");

    HttpResponse<String> one = get("video.mp4", "Range", "bytes=2-4");
    assertThat(one.statusCode()).isEqualTo(206);
    assertThat(one.body()).isEqualTo("234");
    assertThat(header(one, "Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(header(one, "Content-Type")).isEqualTo("video/mp4");

    HttpResponse<String> two = get("video.mp4", "Range", "bytes=0-1,-2");
    assertThat(two.statusCode()).isEqualTo(206);
    assertThat(header(two, "Content-Type")).startsWith("multipart/byteranges; boundary=");
    assertThat(two.body().split("\r\n", -1))
        .contains("Content-Range: bytes 0-1/10", "01", "Content-Range: bytes 8-9/10", "89");
    assertThat(header(two, "Content-Length")).isEqualTo(Integer.toString(two.body().length()));

    HttpResponse<String> none = get("video.mp4", "Range", "bytes=10-");
    assertThat(none.statusCode()).isEqualTo(416);
    assertThat(header(none, "Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void sendsARangeOnlyOfTheExpectedVersion() {
    put("a.txt", "0123456789", "text/plain");
    String etag = header(get("a.txt"), "ETag");
    String modified = header(get("a.txt"), "Last-Modified");

    assertThat(get("a.txt", "Range", "bytes=0-0", "If-Range", etag).statusCode()).isEqualTo(206);
    assertThat(get("a.txt", "Range", "bytes=0-0", "If-Range", modified).statusCode())
        .isEqualTo(206);
    assertThat(get("a.txt", "Range", "bytes=0-0", "If-Range", "\"old\"").statusCode())
        .isEqualTo(200);
    assertThat(get("a.txt", "Range", "bytes=0-0", "If-Range", "W/" + etag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void sendsNothingThatTheClientHas() {
    put("a.txt", "one", "text/plain");
    HttpResponse<String> first = get("a.txt");

    HttpResponse<String> second = get("a.txt", "If-None-Match", header(first, "ETag"));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(get("a.txt", "If-Modified-Since", header(first, "Last-Modified")).statusCode())
        .isEqualTo(304);

    put("a.txt", "three", "text/plain");
    assertThat(get("a.txt", "If-None-Match", header(first, "ETag")).body()).isEqualTo("three");
  }

  @Test
  void decodesGzipForClientsThatDoNot() throws IOException {
    String text = "one two three ".repeat(10_000);
    s3.put("log.txt", gzip(text), "text/plain", "gzip");

    HttpResponse<String> decoded = get("log.txt", "Range", "bytes=0-3");
    assertThat(decoded.statusCode()).isEqualTo(200);
    assertThat(decoded.body()).isEqualTo(text);
    assertThat(decoded.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(decoded, "Accept-Ranges")).isEqualTo("none");

    HttpResponse<InputStream> encoded =
        exchange(
            request("log.txt", "Accept-Encoding", "br;q=0, GZIP"), BodyHandlers.ofInputStream());
    assertThat(header(encoded, "Content-Encoding")).isEqualTo("gzip");
    assertThat(encoded.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(header(encoded, "ETag")).isNotEqualTo(header(decoded, "ETag"));
    assertThat(new GZIPInputStream(encoded.body()).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(text);
  }

  @Test
  void refusesWhatTheClientCannotDecode() throws IOException {
    s3.put("a.txt", new byte[] {1}, "text/plain", "br");
    s3.put("corrupt.txt", new byte[] {1, 2, 3}, "text/plain", "gzip");
    byte[] half = gzip("one two three ".repeat(100));
    s3.put("half.txt", Arrays.copyOf(half, half.length / 2), "text/plain", "gzip");

    assertThat(get("a.txt").statusCode()).isEqualTo(406);
    assertThat(get("corrupt.txt").statusCode()).isEqualTo(502);
    assertThat(get("half.txt").statusCode()).isEqualTo(502);
  }

  @Test
  void streamsLargeArtifacts() throws IOException {
    byte[] large = new byte[20_000_000];
    new Random(5).nextBytes(large);
    s3.put("large.bin", large);

    HttpResponse<byte[]> response = exchange(request("large.bin"), BodyHandlers.ofByteArray());

    assertThat(response.body()).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quoted\" 'name'.txt",
        "<img src=x onerror=alert(1)>.html",
        "two\nlines\r.txt",
        "gpj.\u202Eexe",
        "größe 日本語.png",
        "100%25;a=b?c#d+e.txt"
      })
  void servesUnusualNames(String name) {
    s3.put("names/" + name, "one".getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> response = get(ArtifactKey.encode("names/" + name));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("one");
    assertThat(header(response, "Content-Disposition")).doesNotContain("\u202E", "\n", "<script>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/artifacts/../users",
        "/artifacts/..%2fusers",
        "/artifacts/%2e%2e/users",
        "/artifacts/a/%2e%2e/%2e%2e/users",
        "/artifacts/a%2fb",
        "/artifacts/a%5cb",
        "/artifacts/a\\b",
        "/artifacts/a//b",
        "/artifacts/%00",
        "/artifacts/%zz",
        "/artifacts/%c0%ae%c0%ae/users",
        "/artifacts/<script>",
        "/artifacts/%ff"
      })
  void refusesInvalidPaths(String path) {
    String response =
        RawHttpConnection.exchange(
            console.address(),
            "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n\r\n"
                .formatted(path, console.address().getAuthority(), admin.cookieHeader()));

    assertThat(response).startsWith("HTTP/1.1 4").contains("nosniff").contains("sandbox");
    assertThat(response).doesNotContain("Persona", "octocat", S3Server.BUCKET);
  }

  @Test
  void namesMissingArtifactsAndThoseWithLongNames() {
    assertThat(get("nothing/here.txt").statusCode()).isEqualTo(404);
    assertThat(get("nothing/here.txt").body()).contains("doesn't exist").doesNotContain("here.txt");
    assertThat(get(("x".repeat(199) + "/").repeat(4) + "x".repeat(199)).statusCode())
        .isEqualTo(404);
    assertThat(get("x".repeat(1025)).statusCode()).isEqualTo(400);
  }

  @Test
  void redirectsFoldersToTheirPage() {
    HttpResponse<String> response = get("acme/%C3%A9%20%26/");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(header(response, "Location"))
        .isEqualTo("/artifact-files?prefix=acme/%25C3%25A9%2520%2526/");
  }

  @Test
  void changesNothing() {
    HttpResponse<String> response = send("POST", "a.txt");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void asksForASignIn() {
    HttpResponse<String> page =
        exchange(open("a%20b.txt").header("Accept", "text/html"), BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(header(page, "Location")).isEqualTo("/sign-in?to=%2Fartifacts%2Fa%2520b.txt");

    HttpResponse<String> script = exchange(open("a.txt"), BodyHandlers.ofString());
    assertThat(script.statusCode()).isEqualTo(401);
    assertThat(header(script, "WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void admitsEveryUserOfTheServerBySessionOrPass() {
    put("a.txt", "one", "text/plain");
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);
    assertThat(member.get("/artifacts/a.txt").body()).isEqualTo("one");

    String pass = member.cookies().get("signalbox-access");
    HttpRequest.Builder withPass = open("a.txt").header("Cookie", "signalbox-access=" + pass);
    assertThat(exchange(withPass, BodyHandlers.ofString()).body()).isEqualTo("one");

    new DatabaseTestClient(console.database())
        .setAccountColumn(Persona.MEMBER, "status", "SUSPENDED");
    assertThat(exchange(withPass, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    new DatabaseTestClient(console.database()).setAccountColumn(Persona.MEMBER, "status", "ACTIVE");
  }

  @Test
  void admitsTokensWithTheScopeRead() {
    put("a.txt", "one", "text/plain");

    assertThat(withToken("read").body()).isEqualTo("one");
    HttpResponse<String> refused = withToken("audit_ingest");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertIsProtected(refused);
    assertThat(
            exchange(open("a.txt").header("Circle-Token", "sbx_invalid"), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void closesTheConnectionAfterATruncatedArtifact() {
    String text = "x".repeat(200_000);
    store.respond("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 1000000\r\n\r\n" + text);

    assertThatThrownBy(() -> get("large.txt")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void explainsFailuresWithoutDetails() {
    store.respond("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    HttpResponse<String> denied = get("a.txt");
    assertThat(denied.statusCode()).isEqualTo(502);
    assertThat(denied.body()).contains("storage refused").doesNotContain(S3Server.BUCKET, "a.txt");

    store.respond("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\n");
    assertThat(get("a.txt").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "/artifacts/a.txt, ''",
    "/artifacts/a.txt, 'HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\nx'",
    "/artifact-files/folder.zip, ''"
  })
  void releasesTheStoreWhenTheClientLeaves(String path, String beginning) throws IOException {
    store.respondAndStall(beginning);
    int before = store.openConnections();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), console.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n"
                  .formatted(path, console.address().getAuthority(), admin.cookieHeader())
                  .getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      await().atMost(Duration.ofSeconds(5)).until(() -> store.openConnections() > before);
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> store.openConnections() <= before);
  }

  @Test
  void endsRunningDownloadsOfSuspendedUsers() throws Exception {
    store.respondAndStall("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 100\r\n\r\nx");
    int before = store.openConnections();
    HttpRequest request =
        open("a.txt")
            .header("Cookie", HttpBrowser.signedIn(console, Persona.VIEWER).cookieHeader())
            .build();
    CompletableFuture<HttpResponse<String>> download =
        CLIENT.sendAsync(request, BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(5)).until(() -> store.openConnections() > before);

    DatabaseTestClient records = new DatabaseTestClient(console.database());
    records.setAccountColumn(Persona.VIEWER, "status", "SUSPENDED");
    try {
      assertThat(download.get(15, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
    } finally {
      records.setAccountColumn(Persona.VIEWER, "status", "ACTIVE");
    }
  }

  private static HttpResponse<String> withToken(String scope) {
    return HttpApiClient.forAdmin(console, scope).send("GET", "/artifacts/a.txt", new byte[0]);
  }

  private static void put(String key, String content, String type) {
    s3.put(key, content.getBytes(StandardCharsets.UTF_8), type, null);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)).transferTo(gzip);
    }
    return packed.toByteArray();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return exchange(request(path, headers), BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path) {
    return exchange(request(path).method(method, BodyPublishers.noBody()), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = open(path).header("Cookie", admin.cookieHeader());
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(URI.create(console.address() + "/artifacts/" + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      HttpResponse<T> response = CLIENT.send(request.build(), body);
      assertIsProtected(response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertIsProtected(HttpResponse<?> response) {
    assertThat(header(response, "Content-Security-Policy"))
        .startsWith("sandbox;")
        .contains("default-src 'none'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
