package dev.signalbox.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The query parameters of a list and how their values are read. The page, the download and the API
 * route of a list share them. An unreadable value is reported and never ignored, because ignoring a
 * filter would select more than requested. Values of choices are read regardless of case.
 *
 * <p>The positions {@code before} and {@code after} are always known. Instances are immutable.
 */
public final class ListParameters {

  private static final String SORT = "sort";
  private static final Set<String> POSITIONS = Set.of("before", "after");

  private final Map<String, Parameter> known;

  private ListParameters(Map<String, Parameter> known) {
    this.known = known;
  }

  /** Returns parameters with free texts; every text is valid. */
  public static ListParameters ofTexts(String... names) {
    Map<String, Parameter> texts = new LinkedHashMap<>();
    for (String name : names) {
      texts.put(name, new Parameter(value -> value, ""));
    }
    return new ListParameters(texts);
  }

  /** Adds a parameter with one of the given values. */
  public ListParameters choice(String name, List<String> values) {
    return value(
        name,
        value ->
            values.stream()
                .filter(allowed -> allowed.equalsIgnoreCase(value))
                .findFirst()
                .orElse(null),
        "Must be " + enumeration(values) + ".");
  }

  /** Adds a parameter with a whole number of at most nine digits, both limits included. */
  public ListParameters number(String name, int min, int max) {
    return value(
        name,
        value -> {
          if (!value.matches("[0-9]{1,9}")) {
            return null;
          }
          int number = Integer.parseInt(value);
          return number < min || number > max ? null : Integer.toString(number);
        },
        "Must be a whole number from %d to %d.".formatted(min, max));
  }

  /**
   * Adds a parameter that a parser reads.
   *
   * @param message the error for a value that the parser does not read; says what is allowed
   */
  public ListParameters value(String name, Parser parser, String message) {
    Map<String, Parameter> more = new LinkedHashMap<>(known);
    more.put(name, new Parameter(parser, message));
    return new ListParameters(more);
  }

  /**
   * Adds the columns of the parameter {@code sort}. Unlike a filter, an unknown column does not
   * change which items are listed, so pages use the default order.
   */
  public ListParameters sort(List<String> columns) {
    return value(
        SORT,
        value -> {
          String lower = value.toLowerCase(Locale.ROOT);
          return columns.contains(lower.startsWith("-") ? lower.substring(1) : lower)
              ? lower
              : null;
        },
        "Must be " + enumeration(columns) + "; prefix - for descending.");
  }

  /** Reads the parameters of a page like {@link #read(String, Map)}; unreadable values are 422. */
  public ListUrl read(String path, Map<String, String> parameters, HttpServletResponse response) {
    ListUrl url = read(path, parameters);
    if (url.isInvalid()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return url;
  }

  /**
   * Reads the parameters of a page. Unknown parameters and sort columns are dropped. Unreadable
   * values are kept, so that the form shows them, and reported in {@link ListUrl#problems}.
   */
  public ListUrl read(String path, Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    new ListUrl(path, parameters)
        .parameters()
        .forEach(
            (name, value) -> {
              @Nullable Parameter parameter = known.get(name);
              if (POSITIONS.contains(name)) {
                values.put(name, value);
              } else if (parameter != null) {
                @Nullable String canonical = parameter.parser().parse(value.strip());
                if (canonical != null) {
                  values.put(name, canonical);
                } else if (!name.equals(SORT)) {
                  values.put(name, value);
                  problems.put(name, parameter.message());
                }
              }
            });
    return new ListUrl(path, values, problems);
  }

  /**
   * Reads the filter of a list, whose values must be valid.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  public ListUrl require(ListUrl url) {
    ListUrl read = read(url.path(), url.parameters());
    if (read.isInvalid()) {
      throw new InvalidParametersException(read.problems());
    }
    return read;
  }

  /**
   * Reads the parameters of a request that no form precedes, such as a download: unknown
   * parameters, which may be misspelled filters, are refused, too.
   *
   * @throws InvalidParametersException if a parameter is unknown or a value is unreadable
   */
  public ListUrl requireKnown(String path, Map<String, String> parameters) {
    ListUrl read = read(path, parameters);
    Map<String, String> problems = new LinkedHashMap<>(read.problems());
    for (String name : parameters.keySet()) {
      if (!known.containsKey(name) && !POSITIONS.contains(name)) {
        problems.put(name, unknown(known.keySet()));
      }
    }
    String sort = new ListUrl(path, parameters).value(SORT);
    @Nullable Parameter columns = known.get(SORT);
    if (!sort.isEmpty() && columns != null && read.value(SORT).isEmpty()) {
      problems.put(SORT, columns.message());
    }
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(problems);
    }
    return read;
  }

  /** Returns the error for a parameter that is not one of the known ones. */
  static String unknown(Set<String> known) {
    return known.isEmpty()
        ? "Unknown parameter. There are none."
        : "Unknown parameter. Known: "
            + known.stream().sorted().collect(Collectors.joining(", "))
            + ".";
  }

  private static String enumeration(List<String> values) {
    List<String> words = values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** Reads the value of a parameter. */
  @FunctionalInterface
  public interface Parser {

    /** Returns the canonical form of a value without surrounding blanks, or null. */
    @Nullable String parse(String value);
  }

  private record Parameter(Parser parser, String message) {}
}
