package dev.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RunningConsole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests get problems; over HTTP, because Tomcat parses the parameters. */
@Tag("integration")
class ApiExceptionResolverTests {

  private final RunningConsole console = RunningConsole.shared();

  static String[] malformedQueries() {
    String many =
        IntStream.range(0, 1100).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    return new String[] {"q=%FF", "q=50%", "q=%ZZ", "%C3=1", "q=%ED%A0%80", many};
  }

  @ParameterizedTest
  @MethodSource("malformedQueries")
  void rejectsMalformedQueries(String query) {
    HttpApiClient script = HttpApiClient.forAdmin(console, "read,write,audit_ingest");

    for (String route :
        new String[] {
          "GET /api/v1/users",
          "GET /api/v1/audit-events.csv",
          "GET /api/v1/registration",
          "POST /api/v1/tokens",
          "PUT /api/v1/registration",
          "DELETE /api/v1/users/00000000-0000-4000-8000-000000000001/suspension",
          "PUT /api/v1/audit-imports",
          "POST /api/v1/audit-events",
          "GET /api/v1/nomad/clients/a/terminable"
        }) {
      String[] parts = route.split(" ", 2);
      String answer = raw(parts[0], parts[1] + "?" + query, script);
      assertThat(answer)
          .as(route)
          .startsWith("HTTP/1.1 400")
          .containsIgnoringCase("content-type: application/problem+json");
    }
  }

  @ParameterizedTest
  @MethodSource("malformedQueries")
  void pagesRejectMalformedQueriesWithAnErrorPage(String query) {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    for (String path : new String[] {"/users", "/users.csv", "/audit", "/find", "/nomad/jobs"}) {
      assertThat(get(path + "?" + query, "Cookie: " + admin.cookieHeader()))
          .as(path)
          .startsWith("HTTP/1.1 400")
          .contains("Bad request");
    }
  }

  @ParameterizedTest
  @MethodSource("malformedQueries")
  void theSignInRejectsMalformedQueries(String query) {
    assertThat(get("/sign-in/github?" + query, "Accept: text/html")).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0080b", "\u00e2\u0082\u00ac"})
  void rejectsHeadersWithControlCharacters(String value) {
    HttpApiClient script = HttpApiClient.forAdmin(console, "read,write");

    for (String header : new String[] {"Idempotency-Key", "If-Range", "Range", "Accept"}) {
      String answer = send("POST", "/api/v1/tokens", authorization(script), header + ": " + value);
      assertThat(answer).as(header).startsWith("HTTP/1.1 4");
      assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    }
  }

  @Test
  void answersAMalformedQueryOfABodyOnce() {
    HttpResponse<String> answer =
        HttpApiClient.forAdmin(console, "write")
            .send(
                "POST",
                "/api/v1/tokens",
                "application/x-www-form-urlencoded",
                "a=%FF".getBytes(StandardCharsets.US_ASCII));

    assertThat(answer.statusCode()).isBetween(400, 415);
  }

  private String raw(String method, String target, HttpApiClient script) {
    return send(method, target, authorization(script));
  }

  private String get(String target, String header) {
    return send("GET", target, header);
  }

  private static String authorization(HttpApiClient script) {
    return "Authorization: "
        + script.call("GET", "/", new byte[0]).headers().firstValue("Authorization").orElseThrow();
  }

  private String send(String method, String target, String... headers) {
    return RawHttpConnection.exchange(
        console.address(),
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: "
            + console.address().getAuthority()
            + "\r\nConnection: close\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n{}");
  }
}
