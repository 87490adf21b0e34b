package dev.signalbox.architecture;

import dev.signalbox.architecture.ParsedTemplate.Element;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** R12: what templates must not contain. */
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

  /** All text is escaped. */
  NO_RAW_TEXT(text("th[:-]utext|\\[\\(")),

  /** Values are not evaluated as expressions, and expressions access no classes. */
  NO_CODE_FROM_VALUES(text("__\\$\\{|(?<!\\w)T\\s*\\(")),

  NO_JAVASCRIPT_URLS(text("(?i)javascript\\s*:")),

  /** Only link expressions add the context path and encode parameters. */
  URLS_USE_LINK_EXPRESSIONS(
      elements(
          (element, attribute) ->
              UrlAttributes.isUrl(attribute)
                  && !UrlAttributes.isSafe(attribute, element.value(attribute)))),

  /** Browsers restore the fields of a page by position, not by meaning, after the back button. */
  FORMS_ARE_NOT_RESTORED(
      elements(
          (element, attribute) ->
              element.tag().equals("form")
                  && element.attribute("autocomplete").filter("off"::equals).isEmpty())),

  /** A form that is sent twice takes effect once; others than POST forms have the same effect. */
  FORMS_HAVE_A_ONE_TIME_KEY(
      text(
          "(?s)<form\\b(?=[^>]*\\bmethod=\"post\")(?![^>]*(?:th:method=\"|/sign-out))[^>]*>"
              + "(?:(?!</form>)(?!form-key).)*</form>")),

  /** Elements are written one per line, or attributes one per line if they are long. */
  LINES_ARE_SHORT(text("(?m)^.{" + (TemplateRules.MAX_LINE_LENGTH + 1) + ",}$")),

  /** htmx must not evaluate expressions: the content security policy blocks it. */
  NO_HTMX_EVALUATION(
      elements(
          (element, attribute) ->
              switch (attribute.replaceFirst("^(?:th:|hx:)(?:hx-)?", "hx-")) {
                case "hx-vars" -> true;
                case "hx-vals", "hx-headers", "hx-request" ->
                    element.value(attribute).contains("js:");
                case "hx-trigger" -> element.value(attribute).contains("[");
                default -> false;
              }));

  private static final int MAX_LINE_LENGTH = 120;

  // built from constants but not annotated as immutable
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<ParsedTemplate, List<String>> check;

  TemplateRules(Function<ParsedTemplate, List<String>> check) {
    this.check = check;
  }

  /** Returns the violations of the rule, each with template name and line. */
  List<String> violations(ParsedTemplate template) {
    return check.apply(template);
  }

  private static Function<ParsedTemplate, List<String>> elements(
      BiPredicate<Element, String> violates) {
    return template ->
        template.elements().stream()
            .flatMap(
                element ->
                    Stream.concat(Stream.of(""), element.attributes().keySet().stream())
                        .filter(attribute -> violates.test(element, attribute))
                        .map(attribute -> line(template, element.line(), element, attribute)))
            .distinct()
            .toList();
  }

  private static Function<ParsedTemplate, List<String>> text(String regex) {
    Pattern pattern = Pattern.compile(regex);
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

  private static String line(ParsedTemplate template, int line, Element element, String attribute) {
    return "%s:%d <%s %s>".formatted(template.name(), line, element.tag(), attribute).trim();
  }
}
