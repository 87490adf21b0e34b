package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.architecture.RouteRow.Visitor;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RawHttpConnection;
import dev.signalbox.testing.RunningConsole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends unusual texts in every place of a request to every route, as every visitor, over HTTP. The
 * sample is the same in each run; {@code -Dhostile.requests=100000} sends a larger one.
 */
@Tag("integration")
class HostileRequestTests {

  private static final int REQUESTS = Integer.getInteger("hostile.requests", 2000);

  /** Open streams, which do not end, and routes that end the session of the visitor. */
  private static final Set<String> EXCLUDED =
      Set.of("GET /events", "POST /sign-out", "DELETE /sessions");

  private final Map<Visitor, HttpBrowser> browsers = new EnumMap<>(Visitor.class);

  @Test
  void failNoRequestAndOpenNoRoute() {
    RunningConsole console = RunningConsole.shared();
    DatabaseTestClient records = new DatabaseTestClient(console.database());
    List<RouteRow> routes =
        RouteTable.all().stream().filter(route -> !EXCLUDED.contains(route.name())).toList();
    for (Visitor visitor : Visitor.values()) {
      browsers.put(visitor, browser(console, visitor));
    }
    String person = records.accountId(Persona.SECOND_ADMIN).toString();
    String event = records.anyEventId();
    Random random = new Random(17);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      HostileRequest request = HostileRequest.random(random, routes);
      HttpBrowser browser = Objects.requireNonNull(browsers.get(request.visitor()));
      String response =
          RawHttpConnection.exchange(
              console.address(),
              request.bytes(
                  console.address().getAuthority(),
                  credentials(browser),
                  browser.csrfToken(),
                  person,
                  event));
      String fault = fault(request, response);
      if (fault != null) {
        failures.add(request + "\n    " + fault);
      }
      if (isSignedOut(request, response)) {
        browsers.put(request.visitor(), browser(console, request.visitor()));
      }
    }

    assertThat(String.join("\n", failures))
        .as("%d of %d requests", failures.size(), REQUESTS)
        .isEmpty();
  }

  private static @Nullable String fault(HostileRequest request, String response) {
    int status = status(response);
    if (status < 200 || status >= 500) {
      return "status " + status + ": " + response.lines().findFirst().orElse("no response");
    }
    String headers = headers(response);
    boolean isAsset = request.route().name().contains("/assets/");
    boolean isArtifact =
        request.route().name().contains(" /artifacts/")
            || (request.route().name().contains("/folder.zip")
                && headers.contains("\ncontent-type: application/zip"));
    for (String required :
        List.of(
            "\ncontent-security-policy: " + (isArtifact ? "sandbox;" : "default-src 'none'"),
            "\nx-content-type-options: nosniff",
            isAsset ? "" : "\ncache-control: no-store")) {
      if (!headers.contains(required)) {
        return "status " + status + " without" + required;
      }
    }
    if (status < 300 && !mayPass(request)) {
      return "status " + status + " although the route is closed to the visitor";
    }
    return null;
  }

  /** Whether a row of the table for the method lets the visitor in. */
  private static boolean mayPass(HostileRequest request) {
    String path = path(request.route());
    return RouteTable.all().stream()
        .filter(row -> path(row).equals(path))
        .map(row -> row.expectedResponse(request.visitor()))
        .anyMatch(expected -> !Set.of("sign-in", "no-console", "401", "403").contains(expected));
  }

  private static String path(RouteRow row) {
    return row.name().replaceFirst("^\\S+ ", "").replace(" htmx", "");
  }

  private static boolean isSignedOut(HostileRequest request, String response) {
    return request.visitor() != Visitor.GUEST
        && headers(response).contains("\nlocation: /sign-in")
        && request.place() != HostileRequest.Place.HEADER;
  }

  private static int status(String response) {
    return response.startsWith("HTTP/1.1 ") ? Integer.parseInt(response.substring(9, 12)) : 0;
  }

  private static String headers(String response) {
    return response
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> "\n" + line.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String credentials(HttpBrowser browser) {
    return browser.cookies().isEmpty() ? "" : "Cookie: " + browser.cookieHeader() + "\r\n";
  }

  private static HttpBrowser browser(RunningConsole console, Visitor visitor) {
    HttpBrowser browser =
        switch (visitor) {
          case GUEST, SUSPENDED -> HttpBrowser.at(console);
          case MEMBER -> HttpBrowser.signedIn(console, Persona.MEMBER);
          case VIEWER -> HttpBrowser.signedIn(console, Persona.VIEWER);
          case ADMIN -> HttpBrowser.signedIn(console, Persona.ADMIN);
        };
    if (visitor != Visitor.GUEST && visitor != Visitor.SUSPENDED) {
      browser.get("/sessions");
    }
    return browser;
  }
}
