package dev.signalbox.house;

import dev.signalbox.house.Template.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** R12: every fragment that somebody names exists and is given what it asks for. */
final class Fragments {

  private static final Set<String> INSERTING = Set.of("th:replace", "th:insert");

  private final Map<String, Template> templates;

  Fragments(Map<String, Template> templates) {
    this.templates = templates;
  }

  List<String> complaints(Template template) {
    return template.elements().stream()
        .flatMap(
            element ->
                element.attributes().entrySet().stream()
                    .flatMap(a -> complaints(template, element, a.getKey(), a.getValue())))
        .toList();
  }

  /** What is wrong with one reference, or nothing. */
  Optional<String> complaint(FragmentExpression reference, String standsIn) {
    if (reference.isComputed()) {
      return Optional.of("computes the name of a fragment");
    }
    String file = reference.file().isEmpty() ? standsIn : reference.file();
    @Nullable Template target = templates.get(file);
    if (target == null) {
      return Optional.of("names the template " + file + ", which does not exist");
    }
    if (reference.selector().isEmpty()) {
      return Optional.empty();
    }
    Optional<FragmentExpression> fragment = target.fragment(reference.selector());
    if (fragment.isEmpty()) {
      return target.hasElement(reference.selector())
          ? Optional.empty()
          : Optional.of("names " + reference.selector() + ", which " + file + " does not have");
    }
    return fits(fragment.get().arguments(), reference.arguments())
        ? Optional.empty()
        : Optional.of(
            "gives %s to %s, which asks for %s"
                .formatted(
                    reference.arguments(), reference.selector(), fragment.get().arguments()));
  }

  private Stream<String> complaints(
      Template template, Element element, String attribute, String value) {
    String place = template.name() + ":" + element.line() + " ";
    if (attribute.equals("th:include")) {
      return Stream.of(place + "uses th:include, which the engine no longer has");
    }
    if (INSERTING.contains(attribute) && !value.contains("~{") && !value.startsWith("${")) {
      return Stream.of(place + "inserts without ~{…}");
    }
    return FragmentExpression.in(value).stream()
        .flatMap(reference -> complaint(reference, template.name()).stream())
        .map(place::concat);
  }

  private static boolean fits(List<String> asked, List<String> given) {
    boolean named = !given.isEmpty() && given.stream().allMatch(a -> a.matches("\\w+\\s*=[^=].*"));
    return asked.size() == given.size()
        && (!named || given.stream().allMatch(a -> asked.contains(a.split("=", 2)[0].trim())));
  }
}
