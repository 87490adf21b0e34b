package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests requests that Tomcat rejects before or instead of the application. */
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
class RejectedRequestValveTests {

  private static final List<String> HEADERS =
      List.of(
          "Content-Security-Policy: default-src 'none'",
          "X-Content-Type-Options: nosniff",
          "Cache-Control: no-store",
          "Referrer-Policy: same-origin",
          "Cross-Origin-Opener-Policy: same-origin",
          "Cross-Origin-Resource-Policy: same-origin",
          "Permissions-Policy: ");

  private final RunningConsole console = RunningConsole.shared();

  /** Request lines with optional headers, below the path. */
  static Stream<String> rejected() {
    return Stream.of(
        "TRACE %susers HTTP/1.1",
        "TRACK %susers HTTP/1.1",
        "GET %susers HTTP/9.9",
        "GET %susers in HTTP/1.1",
        "GET %susers?q=| HTTP/1.1",
        "GET %susers?q={x} HTTP/1.1",
        "GET %susers|x HTTP/1.1",
        "GET %susers^x HTTP/1.1",
        "GET %susers/a%%2Fb HTTP/1.1",
        "GET %susers/a%%5Cb HTTP/1.1",
        "GET %susers/a\\b HTTP/1.1",
        "GET %susers/%%00 HTTP/1.1",
        "GET %susers/%%zz HTTP/1.1",
        "GET %susers?q=M\u00fcller HTTP/1.1",
        "GET %susers HTTP/1.1\r\nTransfer-Encoding: unknown",
        "GET %susers HTTP/1.1\r\nBad Header: x",
        "GET %susers HTTP/1.1\r\nHost: a\r\nHost: b",
        "POST %susers HTTP/1.1\r\nContent-Length: x",
        "POST %susers HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5",
        "GET %susers HTTP/1.1\r\nX-Large: " + "a".repeat(20_000),
        "GET %s" + "a".repeat(20_000) + " HTTP/1.1",
        "GET %susers?q=" + "a".repeat(20_000) + " HTTP/1.1");
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void respondsWithAPageAndSecurityHeaders(String request) {
    String response = send(console.address(), request.formatted("/"));

    assertThat(response).matches("(?s)HTTP/1\\.1 (4\\d\\d|50[15]) .*").contains(HEADERS);
    assertThat(response).contains("Content-Type: text/html", "Signalbox", "You can");
    assertThat(response).doesNotContain("Tomcat", "Apache", "Exception");
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void respondsWithAProblemBelowTheApi(String request) {
    String response = send(console.address(), request.formatted("/api/v1/"));

    assertThat(response).matches("(?s)HTTP/1\\.1 (4\\d\\d|50[15]) .*").contains(HEADERS);
    assertThat(response).contains("Content-Type: application/problem+json", "\"status\":");
    assertThat(response).doesNotContain("Tomcat", "Apache", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE",
        "G(T / HTTP/1.1",
        "GET http://evil.example/ HTTP/1.1",
        "CONNECT a:1 HTTP/1.1",
        "GET /../x HTTP/1.1",
        "GET /WEB-INF/web.xml HTTP/1.1",
        "GET /META-INF/MANIFEST.MF HTTP/1.1",
        "PUT /WEB-INF/web.xml HTTP/1.1",
        "PRI * HTTP/2.0",
        "\u0016\u0003\u0001\u0002\u0000"
      })
  void setsSecurityHeadersOnEveryOtherError(String request) {
    String response = send(console.address(), request);

    assertThat(response).matches("(?s)HTTP/1\\.1 (4\\d\\d|50[15]) .*").contains(HEADERS);
    assertThat(response).doesNotContain("Tomcat", "Apache", "Exception");
  }

  @Test
  void setsSecurityHeadersOnOptionsOfTheServer() {
    assertThat(send(console.address(), "OPTIONS * HTTP/1.1"))
        .startsWith("HTTP/1.1 200")
        .contains(HEADERS);
    assertThat(send(console.management(), "OPTIONS * HTTP/1.1")).contains(HEADERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE /users",
        "GET /WEB-INF/web.xml",
        "GET /META-INF/MANIFEST.MF",
        "GET /users/a%2Fb"
      })
  void showsNothingOfTheUser(String line) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    String response =
        send(console.address(), line + " HTTP/1.1\r\nCookie: " + admin.cookieHeader());

    assertThat(response).contains("</html>").contains(HEADERS);
    assertThat(response).doesNotContain("sb-nav", "sb-user-menu", "Amara");
  }

  @Test
  void namesTheCharacterToEncode() {
    assertThat(send(console.address(), "GET /api/v1/users?q=a|b HTTP/1.1"))
        .contains("The URL contains \\\"|\\\". Encode it as \\\"%7C\\\".");
  }

  @Test
  void setsHstsIfThePublicUrlIsHttps() {
    try (RunningConsole secure =
        RunningConsole.start(
            TestDatabase.createEmpty(),
            Map.of("signalbox.public-url", "https://signalbox.acme.example"))) {
      for (String request : List.of("GARBAGE", "TRACE / HTTP/1.1", "GET /sign-in HTTP/1.1")) {
        assertThat(send(secure.address(), request))
            .contains("Strict-Transport-Security: max-age=31536000; includeSubDomains");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /actuator/health HTTP/1.1",
        "GET /actuator/prometheus HTTP/1.1",
        "GET /users HTTP/1.1",
        "TRACE /actuator/health HTTP/1.1",
        "GET /WEB-INF/web.xml HTTP/1.1",
        "GET /a%2Fb HTTP/1.1",
        "GARBAGE"
      })
  void setsSecurityHeadersOnTheManagementPort(String request) {
    assertThat(send(console.management(), request))
        .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
        .containsPattern("Cache-Control: .*no-store")
        .doesNotContain("Tomcat", "Apache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer sbx_topsecret\u0001",
        "Authorization : Bearer sbx_topsecret",
        "Authorization: Bearer sbx_topsecret\u0000\u00ff",
        "Circle-Token: sbx_topsecret\u0007",
        "Cookie: signalbox=topsecret\u0001",
        "Cookie: $Version=1; signalbox=\"topsecret",
        "Cookie: signalbox=topsecret\\\"; {x}=topsecret",
        "Host: topsecret\u0001@x",
        "Host: topsecret^x"
      })
  void doesNotLogMalformedCredentials(String header, CapturedOutput output) {
    for (int i = 0; i < 3; i++) {
      send(console.address(), "GET /users HTTP/1.1\r\n" + header);
      send(console.address(), "GET /api/v1/users HTTP/1.1\r\n" + header);
      send(console.management(), "GET /actuator/prometheus HTTP/1.1\r\n" + header);
    }

    assertThat(output.getAll()).doesNotContain("topsecret");
  }

  private static String send(URI server, String request) {
    String host = request.contains("Host: ") ? "" : "Host: " + server.getAuthority() + "\r\n";
    return RawHttpConnection.exchange(
        server, request + "\r\n" + host + "Connection: close\r\n\r\n");
  }
}
