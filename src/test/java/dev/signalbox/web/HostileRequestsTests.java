package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RunningConsole;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests malformed and malicious requests. */
@Tag("integration")
class HostileRequestsTests {

  private final RunningConsole console = RunningConsole.shared();

  @AfterEach
  void isStillRunning() {
    assertThat(HttpBrowser.at(console).get("/sign-in").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 5_000_000})
  void rejectsAHugeHeader(int length) {
    String answer = send("GET /sign-in HTTP/1.1", "X-Large: " + "a".repeat(length));

    assertRefused(answer);
  }

  @Test
  void rejectsAHugeUrl() {
    assertRefused(send("GET /users?q=" + "a".repeat(1_000_000) + " HTTP/1.1"));
  }

  @Test
  void rejectsAHugeSessionCookie() {
    assertRefused(send("GET / HTTP/1.1", "Cookie: signalbox=" + "a".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "' or '1'='1",
        "../../etc/passwd",
        "\u00ff\u00fe",
        "null",
        "00000000-0000-0000-0000-000000000000"
      })
  void ignoresInvalidSessionCookies(String value) {
    String answer = send("GET / HTTP/1.1", "Cookie: signalbox=" + value);

    assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /sign-in");
    assertNoInternals(answer);
  }

  @Test
  void ignoresOverlongSessionCookies() {
    assertThat(send("GET / HTTP/1.1", "Cookie: signalbox=" + "a".repeat(10_000)))
        .startsWith("HTTP/1.1 303");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "BREW", "PROPFIND", "get"})
  void rejectsUnknownMethods(String method) {
    assertRefused(send(method + " /sign-in HTTP/1.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../application.properties",
        "/assets/%2e%2e/application.properties",
        "/assets/..%2fapplication.properties",
        "/assets/%252e%252e/application.properties",
        "/assets/..;/application.properties",
        "/assets/..\\application.properties",
        "/assets//etc/passwd",
        "/assets/%00",
        "/assets/app.css",
        "/webjars/htmx.org/2.0.10/package.json",
        "/META-INF/MANIFEST.MF"
      })
  void servesOnlyListedFiles(String path) {
    String answer = send("GET " + path + " HTTP/1.1");

    assertThat(answer)
        .matches("(?s)HTTP/1\\.1 (400|404|303) .*")
        .doesNotContain("spring.datasource", "Manifest-Version", "root:");
    assertNoInternals(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE",
        "GET /sign-in HTTP/9.9",
        "GET /sign in HTTP/1.1",
        "GET http://evil.example/ HTTP/1.1",
        "\u0016\u0003\u0001\u0002\u0000"
      })
  void rejectsMalformedRequests(String line) {
    assertNoInternals(send(line));
  }

  @Test
  void doesNotRedirectToTheHostHeader() {
    String answer =
        RawHttpConnection.exchange(
            console.address(),
            "GET /users HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("Location: /sign-in?").doesNotContain("evil.example");
  }

  @Test
  void rejectsDuplicateContentLength() {
    assertRefused(send("POST /sign-out HTTP/1.1", "Content-Length: 4", "Content-Length: 5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users?q=%00",
        "/users?state=%00",
        "/users?page=-1",
        "/users?page=99999999999999999999",
        "/users?sort=%27%3Bdrop%20table%20account",
        "/users?q=%ff%fe",
        "/users?q=%25_%5C",
        "/users?q=a&q=b",
        "/users/%27",
        "/audit?actor=%00",
        "/audit?action=%00",
        "/audit?before=%00",
        "/audit?from=%00&to=nonsense",
        "/audit/%27",
        "/find?q=%00",
        "/find?q=%ff"
      })
  void handlesInvalidParametersWithoutServerErrors(String path) {
    HttpResponse<String> answer = HttpBrowser.signedIn(console, Persona.ADMIN).get(path);

    assertThat(answer.statusCode()).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1"})
  void rejectsChangesFromAForeignOrigin(String origin) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertThat(admin.send("POST", "/sign-out", Map.of(), "Origin", origin).statusCode())
        .isEqualTo(403);
    assertThat(admin.get("/").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "nonsense"})
  void rejectsCrossSiteChanges(String site) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    assertThat(admin.send("POST", "/sign-out", Map.of(), "Sec-Fetch-Site", site).statusCode())
        .isEqualTo(403);
  }

  @Test
  void sendsNoCorsHeaders() {
    HttpResponse<String> answer =
        HttpBrowser.signedIn(console, Persona.ADMIN).get("/", "Origin", "https://evil.example");

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private String send(String line, String... headers) {
    return RawHttpConnection.exchange(
        console.address(),
        line
            + "\r\nHost: "
            + console.address().getAuthority()
            + "\r\nConnection: close\r\n"
            + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
            + "\r\n");
  }

  private static void assertRefused(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|501) .*");
    assertNoInternals(answer);
  }

  private static void assertNoInternals(String answer) {
    assertThat(answer)
        .doesNotContain("Exception", "\tat ", "Apache", "Tomcat", "Coyote", "org.springframework");
  }
}
