package dev.signalbox.architecture;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;

/**
 * A row of {@code architecture/routes.txt}.
 *
 * @param name method and path as in the table
 * @param expectedResponses expected response by visitor
 */
record RouteRow(String name, Map<Visitor, String> expectedResponses) {

  /** The visitors, in the order of the table's columns. */
  enum Visitor {
    GUEST,
    SUSPENDED,
    MEMBER,
    VIEWER,
    ADMIN
  }

  static RouteRow read(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != Visitor.values().length + 1) {
      throw new IllegalArgumentException("Expected one response for each visitor: " + line);
    }
    Map<Visitor, String> answers = new EnumMap<>(Visitor.class);
    Iterator<String> cell = cells.iterator();
    String name = cell.next().replaceAll("\\s+", " ");
    for (Visitor visitor : Visitor.values()) {
      answers.put(visitor, cell.next());
    }
    return new RouteRow(name, answers);
  }

  HttpMethod method() {
    String method = name.substring(0, name.indexOf(' '));
    return method.equals("ANY") ? HttpMethod.GET : HttpMethod.valueOf(method);
  }

  boolean isHtmx() {
    return name.endsWith(" htmx");
  }

  boolean isReadOnly() {
    return method().equals(HttpMethod.GET);
  }

  /** Returns the path with its variables replaced by values. */
  String path(String person, String event) {
    String path = name.substring(name.indexOf(' ') + 1).replace(" htmx", "");
    return path.replace("/users/{id}", "/users/" + person)
        .replace("/audit/{id}", "/audit/" + event)
        .replace("{id}", "no-such-session")
        .replace("{token}", "no-such-token")
        .replace("{githubId}", "1")
        .replace("{position}", "0")
        .replace("{name}", "1999-01-part-1")
        .replace("{ending}", "csv")
        .replace("**", "no-such-file.js");
  }

  String expectedResponse(Visitor visitor) {
    return Objects.requireNonNull(expectedResponses.get(visitor));
  }
}
