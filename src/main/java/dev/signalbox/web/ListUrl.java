package dev.signalbox.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where a list stands: filter, sort and place in one address, so that a link shows a colleague the
 * same rows. Changing a filter or the sort goes back to the first page.
 *
 * <p>The parameters {@code before} and {@code after} are the place; {@code sort} is a column key,
 * with {@code -} in front for descending.
 */
public record ListUrl(String path, Map<String, String> parameters) {

  public ListUrl {
    Map<String, String> kept = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            kept.put(name, value);
          }
        });
    parameters = kept;
  }

  /** Reads what {@link #toString} wrote; what is no address at all is a list without parameters. */
  public static ListUrl parse(String text) {
    int question = text.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new ListUrl(question < 0 ? text : text.substring(0, question), parameters);
  }

  /** The list at its first page with one parameter set, or removed when the value is null. */
  public ListUrl with(String name, @Nullable String value) {
    Map<String, String> next = new LinkedHashMap<>(parameters);
    next.remove("before");
    next.remove("after");
    next.remove(name);
    if (value != null) {
      next.put(name, value);
    }
    return new ListUrl(path, next);
  }

  /** The same list from another place on. */
  public ListUrl at(String beforeOrAfter, String place) {
    ListUrl first = with(beforeOrAfter, place);
    return new ListUrl(path, first.parameters);
  }

  /** Everything, unfiltered. */
  public ListUrl cleared() {
    return new ListUrl(path, Map.of());
  }

  public boolean has(String name, String value) {
    return Objects.equals(parameters.get(name), value);
  }

  /** The value of a parameter, or the empty text. */
  public String value(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Ascending by this column, or descending when it is ascending already. */
  public ListUrl sortedBy(String column) {
    return with("sort", has("sort", column) ? "-" + column : column);
  }

  /** For {@code aria-sort}: ascending, descending or none. */
  public String ariaSort(String column) {
    if (has("sort", column)) {
      return "ascending";
    }
    return has("sort", "-" + column) ? "descending" : "none";
  }

  @Override
  public String toString() {
    if (parameters.isEmpty()) {
      return path;
    }
    StringJoiner query = new StringJoiner("&", path + "?", "");
    parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    return query.toString();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // a percent sign that somebody typed
      return text;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
