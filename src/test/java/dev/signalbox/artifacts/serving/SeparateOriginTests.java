package dev.signalbox.artifacts.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console is 127.0.0.1, and the separate origin of artifacts is localhost. */
@Tag("integration")
class SeparateOriginTests {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir static Path folder;
  private static RunningConsole console;
  private static HttpBrowser member;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectory(folder.resolve("acme"));
    Files.writeString(folder.resolve("acme/report 1.html"), "<p>one</p>");
    console =
        RunningConsole.start(
            TestDatabase.createEmpty(),
            Map.of(
                "signalbox.artifacts.folder",
                folder.toString(),
                "signalbox.artifacts.origin",
                "http://localhost"));
    console.reset();
    member = HttpBrowser.signedIn(console, Persona.MEMBER);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void redirectsToASignedLink() throws Exception {
    HttpResponse<String> redirect = member.get("/artifacts/acme/report%201.html?download");

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Cache-Control")).contains("no-store");
    String link = HttpBrowser.location(redirect);
    assertThat(link)
        .matches(
            "http://localhost/artifacts/acme/report%201\\.html\\?user=[0-9a-f-]{36}"
                + "&expires=\\d+&signature=[\\w-]{43}&download");
    HttpResponse<String> artifact = open(link);
    assertThat(artifact.body()).isEqualTo("<p>one</p>");
    assertThat(artifact.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("sandbox;");
    assertThat(artifact.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
  }

  @Test
  void acceptsNoCookiesAndNoTokens() throws Exception {
    HttpRequest.Builder withCookies =
        request("/artifacts/acme/report%201.html").header("Cookie", member.cookieHeader());

    HttpResponse<String> refused = CLIENT.send(withCookies.build(), BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("This link is not valid");
    assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void hasNoPagesOfTheConsole() throws Exception {
    for (String path :
        new String[] {"/", "/sign-in", "/assets/app.js", "/api/v1/users", "/access"}) {
      HttpResponse<String> response =
          CLIENT.send(
              request(path).header("Cookie", member.cookieHeader()).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("sandbox;");
    }
  }

  @Test
  void refusesChangedLinks() throws Exception {
    String link = HttpBrowser.location(member.get("/artifacts/acme/report%201.html"));

    assertThat(open(link.replace("report%201", "report%202")).statusCode()).isEqualTo(403);
    assertThat(open(link.replace("expires=", "expires=9")).statusCode()).isEqualTo(403);
    assertThat(open(link.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(403);
  }

  @Test
  void returnsToTheConsoleWhenALinkExpires() throws Exception {
    String link = HttpBrowser.location(member.get("/artifacts/acme/report%201.html?download"));
    TestInstallation.clock().advance(SignedLinks.LIFETIME.plusSeconds(1));

    HttpResponse<String> expired = open(link);

    assertThat(expired.statusCode()).isEqualTo(302);
    assertThat(HttpBrowser.location(expired))
        .isEqualTo(console.address() + "/artifacts/acme/report%201.html?download");
    assertThat(expired.headers().allValues("Cross-Origin-Resource-Policy"))
        .containsExactly("cross-origin");
  }

  @Test
  void endsTheLinksOfSuspendedUsers() throws Exception {
    HttpBrowser viewer = HttpBrowser.signedIn(console, Persona.VIEWER);
    String link = HttpBrowser.location(viewer.get("/artifacts/acme/report%201.html"));
    assertThat(open(link).statusCode()).isEqualTo(200);
    new DatabaseTestClient(console.database())
        .setAccountColumn(Persona.VIEWER, "status", "SUSPENDED");

    assertThat(open(link).statusCode()).isEqualTo(403);
  }

  @Test
  void allowsPagesToEmbedItsFiles() {
    assertThat(member.get("/artifact-files").headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("img-src 'self' data: http://localhost;", "media-src 'self' http://localhost;");
  }

  @Test
  void showsItsHeadersInTheTester() {
    assertThat(
            HttpBrowser.signedIn(console, Persona.ADMIN).get("/artifact-policy?file=a.png").body())
        .contains("Cross-Origin-Resource-Policy: cross-origin", "Cache-Control: private, no-cache");
  }

  private static HttpResponse<String> open(String link) throws Exception {
    URI uri = URI.create(link);
    String query = uri.getRawQuery();
    return CLIENT.send(
        request(uri.getRawPath() + (query == null ? "" : "?" + query)).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:" + console.address().getPort() + path));
  }
}
