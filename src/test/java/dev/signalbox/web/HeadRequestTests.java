package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** HEAD has the status of GET on every route, no effects and no body. */
@Tag("integration")
class HeadRequestTests {

  /** Streams, which HEAD does not open, so their status is always 200. */
  private static final Set<String> NOT_COMPARED =
      Set.of("/events", "/nomad/job/log/stream", "/nomad/allocations/none/log/stream");

  private final RunningConsole console = RunningConsole.shared();
  private final DatabaseTestClient records = new DatabaseTestClient(console.database());

  @ParameterizedTest
  @EnumSource(names = {"MEMBER", "VIEWER", "ADMIN"})
  void hasTheStatusOfGetOnEveryRoute(Persona persona) {
    TestInstallation.awaitSync(console.bean(ClusterState.class));
    HttpBrowser browser = HttpBrowser.signedIn(console, persona);
    List<String> different = new ArrayList<>();
    for (String path : paths()) {
      if (NOT_COMPARED.contains(path)) {
        continue;
      }
      int get = browser.get(path).statusCode();
      HttpResponse<String> head = head(browser, path);
      if (head.statusCode() != get || !head.body().isEmpty()) {
        different.add(path + " " + get + " " + head.statusCode());
      }
    }

    assertThat(different).isEmpty();
  }

  @Test
  void hasTheStatusOfGetForGuests() {
    HttpBrowser guest = HttpBrowser.at(console);

    for (String path : List.of("/", "/users", "/users.csv", "/sign-in", "/access", "/no/such")) {
      HttpResponse<String> get = guest.get(path);
      HttpResponse<String> head = head(guest, path);
      assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
      assertThat(location(head)).as(path).isEqualTo(location(get));
    }
  }

  @Test
  void recordsNoEvent() {
    TestInstallation.awaitSync(console.bean(ClusterState.class));
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    List<String> before = records.actions();

    for (String path : paths()) {
      head(admin, path);
    }

    assertThat(records.actions()).isEqualTo(before);
  }

  @Test
  void opensNoStream() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);

    String response =
        RawHttpConnection.exchange(
            console.address(),
            "HEAD /events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: "
                + admin.cookieHeader()
                + "\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 200").contains("text/event-stream");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        console
                            .bean(MeterRegistry.class)
                            .get("signalbox.live.streams")
                            .gauge()
                            .value())
                    .isZero());
  }

  @Test
  void doesNotCompleteASignIn() {
    HttpBrowser browser = HttpBrowser.at(console);
    URI authorize = URI.create(HttpBrowser.location(browser.get("/sign-in/github")));
    URI back = TestInstallation.gitHub().choose(Persona.ADMIN, authorize);
    String callback = back.getRawPath() + "?" + back.getRawQuery();

    assertThat(head(browser, callback).statusCode()).isEqualTo(405);

    assertThat(HttpBrowser.location(browser.get(callback))).isEqualTo("/");
  }

  private List<String> paths() {
    String user = records.accountId(Persona.SECOND_ADMIN).toString();
    String event = records.anyEventId();
    return console.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
        .filter(
            mapping ->
                mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                    || mapping.getMethodsCondition().isEmpty())
        .flatMap(mapping -> mapping.getPatternValues().stream())
        .filter(path -> !path.equals("/error"))
        .map(
            path ->
                path.replace("/users/{id}", "/users/" + user)
                    .replace("/audit/{id}", "/audit/" + event)
                    .replaceAll("\\{[^}]+}", "none"))
        .distinct()
        .sorted()
        .toList();
  }

  private static HttpResponse<String> head(HttpBrowser browser, String path) {
    return browser.send("HEAD", path, request -> request.method("HEAD", BodyPublishers.noBody()));
  }

  private static Optional<String> location(HttpResponse<String> response) {
    return response.headers().firstValue("Location");
  }
}
