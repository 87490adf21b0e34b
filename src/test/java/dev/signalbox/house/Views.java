package dev.signalbox.house;

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
 * R13: controllers name views that exist, in their own room's folder, and no template is left that
 * nobody names. Views are found as text literals, so a view's name is written in one piece.
 */
final class Views {

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern VIEW =
      Pattern.compile("[a-z][a-z0-9-]*(?:/[a-z0-9_-]+)+(?:\\s*::\\s*\\S.*)?");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("(?:text|application|image|multipart|font|audio|video)/.*");
  private static final Pattern ANSWERS_WITH_VIEWS =
      Pattern.compile("^@(?:Controller|ControllerAdvice)\\b", Pattern.MULTILINE);

  /** Homes of what more than one room shows. */
  private static final Set<String> SHARED = Set.of("components", "error", "layout");

  private final Map<String, Template> templates;

  Views(Map<String, Template> templates) {
    this.templates = templates;
  }

  /** What is wrong with the views that a controller names. */
  List<String> complaints(JavaSource source) {
    if (!ANSWERS_WITH_VIEWS.matcher(source.text()).find()) {
      return List.of();
    }
    Fragments fragments = new Fragments(templates);
    return LITERAL
        .matcher(source.text())
        .results()
        .filter(literal -> isView(literal.group(1)))
        .flatMap(literal -> complaint(source, literal, fragments).stream())
        .toList();
  }

  /** Templates that no Java literal leads to, neither directly nor through other templates. */
  Set<String> forgotten(Collection<JavaSource> sources) {
    Set<String> forgotten = new HashSet<>(templates.keySet());
    Deque<String> named = new ArrayDeque<>();
    sources.stream()
        .flatMap(source -> LITERAL.matcher(source.text()).results())
        .map(literal -> file(literal.group(1)))
        .forEach(named::add);
    while (!named.isEmpty()) {
      String name = named.remove();
      if (forgotten.remove(name)) {
        @Nullable Template template = templates.get(name);
        named.addAll(template == null ? List.of() : filesNamedIn(template));
      }
    }
    return forgotten;
  }

  private static Optional<String> complaint(
      JavaSource source, MatchResult literal, Fragments fragments) {
    String view = literal.group(1);
    String folder = view.substring(0, view.indexOf('/'));
    Optional<String> wrong =
        SHARED.contains(folder) || folder.equals(source.room())
            ? fragments.complaint(FragmentExpression.of(view), "")
            : Optional.of("shows " + view + " of another room");
    return wrong.map(sentence -> source.place(literal.start()) + " " + sentence);
  }

  private static List<String> filesNamedIn(Template template) {
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
