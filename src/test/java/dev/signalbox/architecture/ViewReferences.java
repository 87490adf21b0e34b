package dev.signalbox.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * R13: controllers return views that exist, in the folder of their module, and every template is
 * referenced. Views are found as string literals, so a view name must not be concatenated. It
 * contains no expression.
 */
final class ViewReferences {

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern VIEW =
      Pattern.compile("[a-z][a-z0-9-]*(?:/[a-z0-9_-]+)+(?:\\s*::\\s*\\S.*)?");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("(?:text|application|image|multipart|font|audio|video)/.*");
  private static final Pattern RETURNS_VIEWS =
      Pattern.compile("^@(?:Controller|ControllerAdvice)\\b", Pattern.MULTILINE);

  /** Folders of templates that several modules use. */
  private static final Set<String> SHARED = Set.of("components", "error", "layout");

  private final Map<String, ParsedTemplate> templates;

  ViewReferences(Map<String, ParsedTemplate> templates) {
    this.templates = templates;
  }

  /** Returns the violations in the views that a controller returns. */
  List<String> violations(JavaSource source) {
    if (!RETURNS_VIEWS.matcher(source.text()).find()) {
      return List.of();
    }
    FragmentReferences fragments = new FragmentReferences(templates);
    return LITERAL
        .matcher(source.text())
        .results()
        .filter(literal -> isView(literal.group(1)))
        .flatMap(literal -> complaint(source, literal, fragments).stream())
        .toList();
  }

  /** Returns the templates that are not reachable from a Java literal. */
  Set<String> unreferenced(Collection<JavaSource> sources) {
    Set<String> unreferenced = new HashSet<>(templates.keySet());
    Deque<String> references = new ArrayDeque<>();
    sources.stream()
        .flatMap(source -> LITERAL.matcher(source.text()).results())
        .map(literal -> file(literal.group(1)))
        .forEach(references::add);
    while (!references.isEmpty()) {
      String name = references.remove();
      if (unreferenced.remove(name)) {
        @Nullable ParsedTemplate template = templates.get(name);
        references.addAll(template == null ? List.of() : referencedFiles(template));
      }
    }
    return unreferenced;
  }

  private static Optional<String> complaint(
      JavaSource source, MatchResult literal, FragmentReferences fragments) {
    String view = literal.group(1);
    if (view.contains("${")) {
      // Thymeleaf refuses it if the URL contains an expression, too
      return Optional.of(source.location(literal.start()) + " has an expression in a view name");
    }
    String folder = view.substring(0, view.indexOf('/'));
    Optional<String> message =
        SHARED.contains(folder) || folder.equals(source.module())
            ? fragments.violation(FragmentExpression.of(view), "")
            : Optional.of("returns " + view + " of another module");
    return message.map(text -> source.location(literal.start()) + " " + text);
  }

  private static List<String> referencedFiles(ParsedTemplate template) {
    return new ArrayList<>(
        template.elements().stream()
            .flatMap(element -> element.attributes().values().stream())
            .flatMap(value -> FragmentExpression.in(value).stream())
            .map(FragmentExpression::file)
            .toList());
  }

  private static boolean isView(String literal) {
    return VIEW.matcher(literal).matches() && !MEDIA_TYPE.matcher(literal).matches();
  }

  private static String file(String literal) {
    return Stream.of(literal.split("::", 2)).findFirst().orElse("").trim();
  }
}
