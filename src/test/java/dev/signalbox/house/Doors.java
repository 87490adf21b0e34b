package dev.signalbox.house;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** All doors of the console, and how to knock at one. */
final class Doors {

  private final Books books;

  Doors(Books books) {
    this.books = books;
  }

  static List<Door> all() {
    try {
      String table =
          new ClassPathResource("house/doors.txt").getContentAsString(StandardCharsets.UTF_8);
      return table
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Door::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Knocks as a page of the console would, with the token of a form. */
  MvcTestResult knock(Browser browser, Door door) {
    String path = path(door);
    if (path.equals("/events")) {
      return browser.stream(path);
    }
    if (door.onlyLooks()) {
      return door.htmx() ? browser.fragment(path) : browser.get(path);
    }
    return browser.send(door.method(), path, Map.of());
  }

  /** Knocks without that token. */
  MvcTestResult knockWithoutToken(Browser browser, Door door) {
    return browser.send(door.method(), path(door), request -> request);
  }

  /** What came back, in the table's words. */
  String answer(MvcTestResult result) {
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
    String place = target.replaceFirst("\\?.*", "").replace(person(), "{id}");
    boolean sentToSignIn = status == (location == null ? 401 : 303) && place.equals("/sign-in");
    if (sentToSignIn) {
      return "sign-in";
    }
    boolean gitHub = place.startsWith(TestInstallation.gitHub().address().toString());
    return status + " " + (gitHub ? "GitHub" : place);
  }

  private String path(Door door) {
    return door.path(person(), books.anyEvent());
  }

  private String person() {
    return books.id(Persona.SECOND_ADMIN).toString();
  }
}
