package dev.signalbox.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.config.ParseConfiguration.ElementBalancing;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;

/**
 * A template, parsed with the parser that Thymeleaf uses.
 *
 * @param name view name: the path below the template folder without the file extension
 */
record ParsedTemplate(String name, String text, List<Element> elements) {

  static final Path FOLDER = Path.of("src/main/resources/templates");

  /** Reads all templates of the console, by name. */
  static Map<String, ParsedTemplate> all() {
    Map<String, ParsedTemplate> all = new LinkedHashMap<>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> files = Files.walk(FOLDER)) {
        files
            .filter(file -> file.toString().endsWith(".html"))
            .sorted()
            .map(ParsedTemplate::read)
            .forEach(template -> all.put(template.name(), template));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  static ParsedTemplate of(String name, String text) {
    // content of parser-level comments is markup, too
    String visible = text.replace("<!--/*/", "       ").replace("/*/-->", "      ");
    List<Element> elements = new ArrayList<>();
    ParseConfiguration html = ParseConfiguration.htmlConfiguration();
    html.setElementBalancing(ElementBalancing.NO_BALANCING);
    try {
      new SimpleMarkupParser(html).parse(visible, new Collector(elements));
    } catch (ParseException e) {
      throw new IllegalArgumentException(name + " is not HTML", e);
    }
    return new ParsedTemplate(name, text, List.copyOf(elements));
  }

  /** Returns the fragment with the given name, if any. */
  Optional<FragmentExpression> fragment(String fragment) {
    return elements.stream()
        .flatMap(element -> element.attribute("th:fragment").stream())
        .map(FragmentExpression::ofSelector)
        .filter(declared -> declared.selector().equals(fragment))
        .findFirst();
  }

  /** Whether a selector matches a tag, an id, a class or a {@code th:ref}. */
  boolean hasElement(String selector) {
    return elements.stream()
        .anyMatch(
            element ->
                element.tag().equals(selector)
                    || element.attribute("th:ref").filter(selector::equals).isPresent()
                    || element.attribute("id").filter(id -> selector.equals("#" + id)).isPresent()
                    || element.attribute("class").stream()
                        .flatMap(names -> Stream.of(names.split("\\s+")))
                        .anyMatch(name -> selector.equals("." + name)));
  }

  private static ParsedTemplate read(Path file) {
    String path = FOLDER.relativize(file).toString().replace('\\', '/');
    try {
      return of(path.substring(0, path.length() - ".html".length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A tag with normalized attribute names: {@code data-th-text} is {@code th:text} and {@code
   * data-hx-get} is {@code hx-get}. Attributes set by {@code th:attr} are included.
   */
  record Element(int line, String tag, Map<String, String> attributes) {

    Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the value of an attribute, or an empty string. */
    String value(String name) {
      return attribute(name).orElse("");
    }

    static Element of(int line, String tag, Map<String, String> source) {
      Map<String, String> attributes = new LinkedHashMap<>();
      source.forEach(
          (name, value) -> {
            String normalized = normalize(name);
            attributes.put(normalized, value);
            if (normalized.matches("th:attr(?:append|prepend)?")) {
              BracketParser.split(value, ",").forEach(part -> addAssignment(part, attributes));
            }
          });
      return new Element(line, tag.toLowerCase(Locale.ROOT), attributes);
    }

    private static void addAssignment(String text, Map<String, String> attributes) {
      String[] parts = text.split("=", 2);
      if (parts.length == 2) {
        attributes.put("th:" + parts[0].trim().toLowerCase(Locale.ROOT), parts[1].trim());
      }
    }

    private static String normalize(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("data-th-")) {
        return "th:" + lower.substring("data-th-".length());
      }
      return lower.startsWith("data-hx-") ? lower.substring("data-".length()) : lower;
    }
  }

  /** Collects the elements that the parser reports. */
  private static final class Collector extends AbstractSimpleMarkupHandler {

    private final List<Element> elements;

    Collector(List<Element> elements) {
      this.elements = elements;
    }

    @Override
    public void handleOpenElement(String tag, Map<String, String> attributes, int line, int col) {
      add(tag, attributes, line);
    }

    @Override
    public void handleStandaloneElement(
        String tag, Map<String, String> attributes, boolean minimized, int line, int col) {
      add(tag, attributes, line);
    }

    @SuppressWarnings("NullAway") // the parser passes null for a tag without attributes
    private void add(String tag, Map<String, String> attributes, int line) {
      elements.add(Element.of(line, tag, attributes == null ? Map.of() : attributes));
    }
  }
}
