package dev.signalbox.architecture;

import dev.signalbox.architecture.ParsedTemplate.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** R12: every referenced fragment exists and gets the arguments that it declares. */
final class FragmentReferences {

  private static final Set<String> INSERTING = Set.of("th:replace", "th:insert");

  private final Map<String, ParsedTemplate> templates;

  FragmentReferences(Map<String, ParsedTemplate> templates) {
    this.templates = templates;
  }

  List<String> violations(ParsedTemplate template) {
    return template.elements().stream()
        .flatMap(
            element ->
                element.attributes().entrySet().stream()
                    .flatMap(a -> violations(template, element, a.getKey(), a.getValue())))
        .toList();
  }

  /** Returns the violation of a reference, if any. */
  Optional<String> violation(FragmentExpression reference, String containingFile) {
    if (reference.isComputed()) {
      return Optional.of("has a computed fragment name");
    }
    String file = reference.file().isEmpty() ? containingFile : reference.file();
    @Nullable ParsedTemplate target = templates.get(file);
    if (target == null) {
      return Optional.of("references the template " + file + ", which does not exist");
    }
    if (reference.selector().isEmpty()) {
      return Optional.empty();
    }
    Optional<FragmentExpression> fragment = target.fragment(reference.selector());
    if (fragment.isEmpty()) {
      return target.hasElement(reference.selector())
          ? Optional.empty()
          : Optional.of("references " + reference.selector() + ", which does not exist in " + file);
    }
    return matches(fragment.get().arguments(), reference.arguments())
        ? Optional.empty()
        : Optional.of(
            "passes %s to %s, which declares %s"
                .formatted(
                    reference.arguments(), reference.selector(), fragment.get().arguments()));
  }

  private Stream<String> violations(
      ParsedTemplate template, Element element, String attribute, String value) {
    String location = template.name() + ":" + element.line() + " ";
    if (attribute.equals("th:include")) {
      return Stream.of(location + "uses th:include, which Thymeleaf no longer supports");
    }
    if (INSERTING.contains(attribute) && !value.contains("~{") && !value.startsWith("${")) {
      return Stream.of(location + "inserts a fragment without ~{…}");
    }
    return FragmentExpression.in(value).stream()
        .flatMap(reference -> violation(reference, template.name()).stream())
        .map(location::concat);
  }

  private static boolean matches(List<String> declared, List<String> passed) {
    boolean named =
        !passed.isEmpty() && passed.stream().allMatch(a -> a.matches("\\w+\\s*=[^=].*"));
    return declared.size() == passed.size()
        && (!named || passed.stream().allMatch(a -> declared.contains(a.split("=", 2)[0].trim())));
  }
}
