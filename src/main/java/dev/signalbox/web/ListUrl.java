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
 * The URL of a list, with filters, sort order and position, so that a shared link shows the same
 * rows. Changing a filter or the sort order returns to the first page. Invalid characters are
 * replaced according to the {@link TextPolicy}, because URLs can be parameters, too.
 *
 * <p>The parameters {@code before} and {@code after} are the position; {@code sort} is a column
 * key, prefixed with {@code -} for descending.
 *
 * @param problems what is allowed, by parameter with an unreadable value; see {@link
 *     ListParameters#read}
 */
public record ListUrl(String path, Map<String, String> parameters, Map<String, String> problems) {

  /** Creates a URL whose parameters are valid or not read yet. */
  public ListUrl(String path, Map<String, String> parameters) {
    this(path, parameters, Map.of());
  }

  public ListUrl {
    Map<String, String> kept = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            kept.put(TextPolicy.replaceInvalid(name), TextPolicy.replaceInvalid(value));
          }
        });
    parameters = kept;
  }

  /** Parses the output of {@link #toString}. Malformed parameters are ignored. */
  public static ListUrl parse(String text) {
    int queryStart = text.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    if (queryStart >= 0) {
      for (String pair : text.substring(queryStart + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new ListUrl(queryStart < 0 ? text : text.substring(0, queryStart), parameters);
  }

  /** Returns the first page with a parameter set, or removed if the value is null. */
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

  /** Returns the same list from another position. */
  public ListUrl at(String beforeOrAfter, String position) {
    ListUrl first = with(beforeOrAfter, position);
    return new ListUrl(path, first.parameters);
  }

  /** Returns whether a parameter is unreadable. The list must then be empty. */
  public boolean isInvalid() {
    return !problems.isEmpty();
  }

  /** Returns the list without filters and sort order. */
  public ListUrl cleared() {
    return new ListUrl(path, Map.of());
  }

  public boolean has(String name, String value) {
    return Objects.equals(parameters.get(name), value);
  }

  /** Returns the value of a parameter, or the empty string. */
  public String value(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Returns the value of a parameter, or the empty string if it is absent or unreadable. */
  public String validValue(String name) {
    return problems.containsKey(name) ? "" : value(name);
  }

  /** Sorts ascending by the column, or descending if it is already sorted ascending by it. */
  public ListUrl sortedBy(String column) {
    return with("sort", has("sort", column) ? "-" + column : column);
  }

  /** Returns the value of {@code aria-sort}: ascending, descending or none. */
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
      // an unescaped percent sign
      return text;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
