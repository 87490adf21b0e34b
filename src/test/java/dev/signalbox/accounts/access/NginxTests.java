package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.NginxProcess;
import dev.signalbox.testing.RequiresCommand;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Authorization through nginx with the documented configuration. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
@RequiresCommand(value = "nginx", debianPackage = "nginx-light")
class NginxTests {

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningConsole console;
  private HttpServer installation;
  private NginxProcess nginx;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int port = NginxProcess.freePort();
    console =
        RunningConsole.start(
            TestDatabase.createEmpty(), Map.of("signalbox.access.hosts", "127.0.0.1:" + port));
    installation = upstream();
    nginx =
        NginxProcess.start(
            folder,
            port,
            """
              server {
                listen 127.0.0.1:%d;
            %s
              }
            """
                .formatted(port, rules()));
  }

  private String rules() throws IOException {
    return NginxProcess.documented(Path.of("docs/access.md"))
        .replace("https://signalbox.acme.example", console.address().toString())
        .replace(
            "http://ci-server:8080", "http://127.0.0.1:" + installation.getAddress().getPort());
  }

  @AfterAll
  void stop() {
    if (nginx != null) {
      nginx.close();
      installation.stop(0);
      console.close();
    }
  }

  @BeforeEach
  void beginAgain() {
    console.reset();
  }

  @Test
  void redirectsToTheSignInAndBack() throws Exception {
    String signIn = location(get("/pipelines?branch=main", ""));
    assertThat(signIn).startsWith(console.address() + "/sign-in?to=");

    HttpBrowser browser = HttpBrowser.at(console);
    String to = URI.create(signIn).getRawQuery();
    String back = browser.signIn(Persona.MEMBER, "/sign-in/github?" + to);
    String there = HttpBrowser.location(browser.get(back));

    assertThat(there).isEqualTo(nginx.address() + "/pipelines?branch=main");
    assertThat(get("/pipelines?branch=main", browser.cookieHeader()).statusCode()).isEqualTo(200);
  }

  @Test
  void redirectsToTheSignInFromALongAddress() throws Exception {
    // each of these characters takes five in the sign-in URL
    String signIn = location(get("/pipelines?" + "&".repeat(830), ""));

    assertThat(signIn).startsWith(console.address() + "/sign-in?to=").hasSizeGreaterThan(4096);
  }

  @Test
  void replacesForgedIdentityHeaders() throws Exception {
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);

    HttpResponse<String> response =
        get(
            "/",
            member.cookieHeader(),
            "X-Signalbox-User",
            "admin",
            "x-signalbox-role",
            "admin",
            "X-SIGNALBOX-ID",
            "1001");

    assertThat(response.body())
        .contains(
            "x-signalbox-user: [member]",
            "x-signalbox-id: [1004]",
            "x-signalbox-role: [member]",
            "x-signalbox-name: [Diego%20Fuentes]")
        .doesNotContain("admin", "1001");
  }

  @Test
  void deniesASuspendedUserOnTheNextRequest() throws Exception {
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    String cookies = member.cookieHeader();
    assertThat(get("/", cookies).statusCode()).isEqualTo(200);

    admin.send(
        "POST",
        "/users/"
            + new DatabaseTestClient(console.database()).accountId(Persona.MEMBER)
            + "/suspension",
        Map.of("reason", "left the project"));

    assertThat(get("/", cookies).statusCode()).isEqualTo(403);
  }

  @Test
  void hidesTheInternalLocation() throws Exception {
    assertThat(get("/signalbox", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String cookies, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(nginx.address().resolve(path)).header("Cookie", cookies);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    return HttpBrowser.location(response);
  }

  /** A CI server that echoes the request headers. */
  private static HttpServer upstream() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String headers =
              exchange.getRequestHeaders().entrySet().stream()
                  .filter(header -> !header.getKey().equalsIgnoreCase("Cookie"))
                  .map(
                      header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                  .collect(Collectors.joining("\n"));
          byte[] body = headers.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
