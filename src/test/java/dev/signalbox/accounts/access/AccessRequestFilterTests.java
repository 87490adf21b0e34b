package dev.signalbox.accounts.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access check responds to every method as to GET; over HTTP, because Tomcat parses forms. */
@Tag("integration")
class AccessRequestFilterTests {

  private static final String NONE = "";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=b";

  private final RunningConsole console = RunningConsole.shared();
  private final DatabaseTestClient records = new DatabaseTestClient(console.database());

  @ParameterizedTest
  @ValueSource(
      strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "x"})
  void decidesIndependentlyOfTheMethod(String method) {
    HttpBrowser anonymous = HttpBrowser.at(console);
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);
    String cookies = member.cookieHeader();
    long events = records.count("audit_event");
    long sessions = records.count("spring_session");

    for (String contentType : List.of(NONE, FORM, MULTIPART)) {
      HttpResponse<String> denied = check(anonymous, "/access", method, contentType, NONE);
      assertThat(denied.statusCode()).as(contentType).isEqualTo(401);
      assertThat(HttpBrowser.location(denied)).startsWith(console.address() + "/sign-in?to=");
      assertThat(check(anonymous, "/access?redirect=true", method, contentType, NONE).statusCode())
          .as(contentType)
          .isEqualTo(303);
      HttpResponse<String> allowed = check(member, "/access", method, contentType, NONE);
      assertThat(allowed.statusCode()).as(contentType).isEqualTo(200);
      assertThat(allowed.headers().firstValue("X-Signalbox-User")).hasValue("member");
      assertThat(allowed.body()).isEmpty();
    }
    assertThat(member.cookieHeader()).isEqualTo(cookies);
    assertThat(anonymous.cookies()).isEmpty();
    assertThat(records.count("audit_event")).isEqualTo(events);
    assertThat(records.count("spring_session")).isEqualTo(sessions);

    records.setAccountColumn(Persona.MEMBER, "status", "SUSPENDED");
    HttpResponse<String> suspended = check(member, "/access", method, FORM, NONE);
    assertThat(suspended.statusCode()).isEqualTo(403);
    assertThat(suspended.headers().firstValue("X-Signalbox-Refused")).hasValue("suspended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void doesNotReadTheBody(String method) {
    HttpBrowser anonymous = HttpBrowser.at(console);

    assertThat(check(anonymous, "/access", method, FORM, "redirect=true").statusCode())
        .isEqualTo(401);
    assertThat(check(anonymous, "/access", method, MULTIPART, "no part").statusCode())
        .isEqualTo(401);
  }

  /** Some ingresses add the query of the original request, and nginx turns 400 into 500. */
  @ParameterizedTest
  @ValueSource(strings = {"x=%FF", "x=%00", "redirect=%FF"})
  void decidesIndependentlyOfAMalformedQuery(String query) {
    HttpBrowser anonymous = HttpBrowser.at(console);
    HttpBrowser member = HttpBrowser.signedIn(console, Persona.MEMBER);

    assertThat(check(anonymous, "/access?" + query, "GET", NONE, NONE).statusCode()).isEqualTo(401);
    assertThat(
            check(anonymous, "/access?" + query + "&redirect=true", "GET", NONE, NONE).statusCode())
        .isEqualTo(303);
    assertThat(check(member, "/access?" + query, "GET", NONE, NONE).statusCode()).isEqualTo(200);
  }

  @Test
  void ignoresThousandsOfParameters() {
    String query = "a&".repeat(1_100) + "redirect=true";

    assertThat(check(HttpBrowser.at(console), "/access?" + query, "GET", NONE, NONE).statusCode())
        .isEqualTo(303);
  }

  @Test
  void leavesOtherPathsAlone() {
    assertThat(
            HttpBrowser.at(console).send("POST", "/access/return", request -> request).statusCode())
        .isEqualTo(303);
  }

  /** Sends a cross-site request as an ingress forwards it, with the headers of a CORS preflight. */
  private static HttpResponse<String> check(
      HttpBrowser browser, String path, String method, String contentType, String body) {
    return browser.send(
        method,
        path,
        request -> {
          request
              .header("Origin", "https://other.example")
              .header("Sec-Fetch-Site", "cross-site")
              .header("Access-Control-Request-Method", "POST")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-Host", TestInstallation.CI_HOST)
              .header("X-Forwarded-Uri", "/pipelines");
          if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
          }
          return body.isEmpty() ? request : request.method(method, BodyPublishers.ofString(body));
        });
  }
}
