package dev.signalbox.architecture;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Reads the table of routes and sends requests to them. */
final class RouteTable {

  private final DatabaseTestClient records;

  RouteTable(DatabaseTestClient records) {
    this.records = records;
  }

  static List<RouteRow> all() {
    try {
      String table =
          new ClassPathResource("architecture/routes.txt")
              .getContentAsString(StandardCharsets.UTF_8);
      return table
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RouteRow::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request with a CSRF token, as a page of the console does. */
  MvcTestResult request(MockBrowser browser, RouteRow route) {
    String path = path(route);
    if (path.equals("/events")) {
      return browser.stream(path);
    }
    if (route.isReadOnly()) {
      return route.isHtmx() ? browser.fragment(path) : browser.get(path);
    }
    return browser.send(route.method(), path, Map.of());
  }

  /** Sends a request without a CSRF token. */
  MvcTestResult requestWithoutToken(MockBrowser browser, RouteRow route) {
    return browser.send(route.method(), path(route), request -> request);
  }

  /** Describes a response in the notation of the table. */
  String describe(MvcTestResult result) {
    int status = result.getResponse().getStatus();
    if (Objects.equals(result.getResponse().getForwardedUrl(), "/no-console")) {
      return "no-console";
    }
    @Nullable String location = result.getResponse().getHeader("Location");
    @Nullable String target =
        location == null ? result.getResponse().getHeader("HX-Redirect") : location;
    if (target == null) {
      return Integer.toString(status);
    }
    String path = target.replaceFirst("\\?.*", "").replace(person(), "{id}");
    boolean sentToSignIn = status == (location == null ? 401 : 303) && path.equals("/sign-in");
    if (sentToSignIn) {
      return "sign-in";
    }
    boolean gitHub = path.startsWith(TestInstallation.gitHub().address().toString());
    return status + " " + (gitHub ? "GitHub" : path);
  }

  private String path(RouteRow route) {
    return route.path(person(), records.anyEventId());
  }

  private String person() {
    return records.accountId(Persona.SECOND_ADMIN).toString();
  }
}
