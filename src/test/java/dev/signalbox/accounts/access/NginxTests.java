package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx asks the console, as the documentation tells operators to set it up. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
class NginxTests {

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningConsole console;
  private HttpServer installation;
  private Nginx nginx;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    assumeThat(Nginx.isInstalled()).as("nginx is installed").isTrue();
    int port = Nginx.freePort();
    console =
        RunningConsole.start(
            TestDatabase.ofItsOwn(), Map.of("signalbox.access.hosts", "127.0.0.1:" + port));
    installation = upstream();
    nginx =
        Nginx.start(
            folder,
            port,
            console.address(),
            URI.create("http://127.0.0.1:" + installation.getAddress().getPort()));
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
    console.beginAgain();
  }

  @Test
  void leadsAStrangerToTheSignInAndBack() throws Exception {
    String signIn = location(ask("/pipelines?branch=main", ""));
    assertThat(signIn).startsWith(console.address() + "/sign-in?to=");

    WireBrowser browser = WireBrowser.at(console);
    String to = URI.create(signIn).getRawQuery();
    String back = browser.signIn(Persona.MEMBER, "/sign-in/github?" + to);
    String there = WireBrowser.location(browser.get(back));

    assertThat(there).isEqualTo(nginx.address() + "/pipelines?branch=main");
    assertThat(ask("/pipelines?branch=main", browser.cookieHeader()).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheInstallationWhoItIsAndNothingForged() throws Exception {
    WireBrowser member = WireBrowser.signedIn(console, Persona.MEMBER);

    HttpResponse<String> answer =
        ask(
            "/",
            member.cookieHeader(),
            "X-Signalbox-User",
            "admin",
            "x-signalbox-role",
            "admin",
            "X-SIGNALBOX-ID",
            "1001");

    assertThat(answer.body())
        .contains(
            "x-signalbox-user: [member]",
            "x-signalbox-id: [1004]",
            "x-signalbox-role: [member]",
            "x-signalbox-name: [Diego%20Fuentes]")
        .doesNotContain("admin", "1001");
  }

  @Test
  void refusesASuspendedPersonAtTheNextRequest() throws Exception {
    WireBrowser member = WireBrowser.signedIn(console, Persona.MEMBER);
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    String cookies = member.cookieHeader();
    assertThat(ask("/", cookies).statusCode()).isEqualTo(200);

    admin.send(
        "POST",
        "/users/" + new Books(console.database()).id(Persona.MEMBER) + "/suspension",
        Map.of("reason", "left the project"));

    assertThat(ask("/", cookies).statusCode()).isEqualTo(403);
  }

  @Test
  void showsTheQuestionToNobodyOutside() throws Exception {
    assertThat(ask("/signalbox", "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> ask(String path, String cookies, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(nginx.address().resolve(path)).header("Cookie", cookies);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    return WireBrowser.location(answer);
  }

  /** An installation that answers with the headers it got. */
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
