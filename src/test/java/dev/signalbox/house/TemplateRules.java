package dev.signalbox.house;

import dev.signalbox.house.Template.Element;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** R12: what no template may hold; most of it a browser would refuse anyway, but only at night. */
enum TemplateRules {
  NO_INLINE_STYLE(
      elements(
          (element, attribute) ->
              element.tag().equals("style")
                  || Set.of("style", "th:style", "th:styleappend").contains(attribute))),

  NO_INLINE_SCRIPT(
      elements(
          (element, attribute) ->
              element.tag().equals("script")
                  && element.attribute("src").isEmpty()
                  && element.attribute("th:src").isEmpty())),

  NO_INLINE_HANDLERS(
      elements(
          (element, attribute) ->
              attribute.matches("(?:th:)?on\\w+.*|(?:th:)?hx-on\\b.*|hx:on\\b.*"))),

  /** Text is escaped, wherever it comes from. */
  NO_RAW_TEXT(text("th[:-]utext|\\[\\(")),

  /** What a value holds is never read as an expression, and no expression reaches a class. */
  NO_CODE_FROM_VALUES(text("__\\$\\{|(?<!\\w)T\\s*\\(")),

  NO_JAVASCRIPT_ADDRESSES(text("(?i)javascript\\s*:")),

  /** Only link expressions know the context path and escape what is put into an address. */
  ADDRESSES_ARE_LINKS(
      elements(
          (element, attribute) ->
              Addresses.isAddress(attribute)
                  && !Addresses.isSafe(attribute, element.value(attribute)))),

  /** htmx evaluates nothing: the content security policy would refuse it. */
  HTMX_EVALUATES_NOTHING(
      elements(
          (element, attribute) ->
              switch (attribute.replaceFirst("^(?:th:|hx:)(?:hx-)?", "hx-")) {
                case "hx-vars" -> true;
                case "hx-vals", "hx-headers", "hx-request" ->
                    element.value(attribute).contains("js:");
                case "hx-trigger" -> element.value(attribute).contains("[");
                default -> false;
              }));

  // made of constants, only not marked so
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Template, List<String>> complaints;

  TemplateRules(Function<Template, List<String>> complaints) {
    this.complaints = complaints;
  }

  /** Where the template breaks the rule, each as name and line. */
  List<String> complaints(Template template) {
    return complaints.apply(template);
  }

  private static Function<Template, List<String>> elements(BiPredicate<Element, String> guilty) {
    return template ->
        template.elements().stream()
            .flatMap(
                element ->
                    Stream.concat(Stream.of(""), element.attributes().keySet().stream())
                        .filter(attribute -> guilty.test(element, attribute))
                        .map(attribute -> line(template, element.line(), element, attribute)))
            .distinct()
            .toList();
  }

  private static Function<Template, List<String>> text(String guilty) {
    Pattern pattern = Pattern.compile(guilty);
    return template ->
        pattern
            .matcher(template.text())
            .results()
            .map(
                found ->
                    "%s:%d %s"
                        .formatted(
                            template.name(), lineOf(template.text(), found.start()), found.group()))
            .toList();
  }

  private static long lineOf(String text, int offset) {
    return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private static String line(Template template, int line, Element element, String attribute) {
    return "%s:%d <%s %s>".formatted(template.name(), line, element.tag(), attribute).trim();
  }
}
