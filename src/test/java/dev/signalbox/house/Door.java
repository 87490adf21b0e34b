package dev.signalbox.house;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;

/**
 * One line of the table of doors.
 *
 * @param name method and path as the table writes them
 * @param answers by visitor
 */
record Door(String name, Map<Visitor, String> answers) {

  /** Who stands before the doors, in the order of the table's columns. */
  enum Visitor {
    GUEST,
    SUSPENDED,
    MEMBER,
    VIEWER,
    ADMIN
  }

  static Door read(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != Visitor.values().length + 1) {
      throw new IllegalArgumentException("Not one answer for each visitor: " + line);
    }
    Map<Visitor, String> answers = new EnumMap<>(Visitor.class);
    Iterator<String> cell = cells.iterator();
    String name = cell.next().replaceAll("\\s+", " ");
    for (Visitor visitor : Visitor.values()) {
      answers.put(visitor, cell.next());
    }
    return new Door(name, answers);
  }

  HttpMethod method() {
    String word = name.substring(0, name.indexOf(' '));
    return word.equals("ANY") ? HttpMethod.GET : HttpMethod.valueOf(word);
  }

  boolean htmx() {
    return name.endsWith(" htmx");
  }

  boolean onlyLooks() {
    return method().equals(HttpMethod.GET);
  }

  /** The path with a thing in the place of its variable. */
  String path(String person, String event) {
    String path = name.substring(name.indexOf(' ') + 1).replace(" htmx", "");
    return path.replace("/users/{id}", "/users/" + person)
        .replace("/audit/{id}", "/audit/" + event)
        .replace("{id}", "no-such-session")
        .replace("{githubId}", "1")
        .replace("{position}", "0")
        .replace("{name}", "1999-01-part-1")
        .replace("{ending}", "csv")
        .replace("**", "no-such-file.js");
  }

  String answer(Visitor visitor) {
    return Objects.requireNonNull(answers.get(visitor));
  }
}
