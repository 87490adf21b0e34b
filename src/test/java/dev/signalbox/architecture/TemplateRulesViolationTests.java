package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R15 for templates: each line of a rule's file is detected as a violation. */
class TemplateRulesViolationTests {

  private static final Path FOLDER = Path.of("src/test/resources/violations/templates");

  private static final Map<String, ParsedTemplate> CATALOG =
      Map.of(
          "catalog/item",
          ParsedTemplate.of(
              "catalog/item",
              "<main th:fragment=\"card(color, number)\"></main><p th:fragment=\"price\"></p>"),
          "catalog/index",
          ParsedTemplate.of("catalog/index", "<p th:replace=\"~{catalog/item :: price}\"></p>"),
          "catalog/unused",
          ParsedTemplate.of("catalog/unused", "<p></p>"));

  @TestFactory
  Stream<DynamicTest> detectsEveryViolatingLine() {
    return Stream.of(TemplateRules.values())
        .flatMap(
            rule ->
                lines(rule.name().toLowerCase(Locale.ROOT).replace('_', '-')).stream()
                    .map(
                        line ->
                            DynamicTest.dynamicTest(
                                rule + " on " + line,
                                () ->
                                    assertThat(rule.violations(ParsedTemplate.of("bad", line)))
                                        .isNotEmpty())));
  }

  @ParameterizedTest
  @EnumSource
  void acceptsCompliantLines(TemplateRules rule) {
    ParsedTemplate good = ParsedTemplate.of("good", String.join("\n", lines("good")));
    assertThat(rule.violations(good)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> detectsEveryInvalidFragmentReference() {
    return lines("fragments").stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () ->
                        assertThat(
                                new FragmentReferences(CATALOG)
                                    .violations(ParsedTemplate.of("bad", line)))
                            .isNotEmpty()));
  }

  @Test
  void acceptsValidFragmentReferences() {
    ParsedTemplate good =
        ParsedTemplate.of("catalog/index", String.join("\n", lines("good-fragments")));
    assertThat(new FragmentReferences(CATALOG).violations(good)).isEmpty();
  }

  @Test
  void detectsViewsThatAreMissingOrBelongToAnotherModule() {
    assertThat(new ViewReferences(CATALOG).violations(controller("catalog", "catalog/missing")))
        .hasSize(1);
    assertThat(
            new ViewReferences(CATALOG).violations(controller("catalog", "catalog/item :: absent")))
        .hasSize(1);
    assertThat(new ViewReferences(CATALOG).violations(controller("billing", "catalog/unused")))
        .hasSize(1);
    assertThat(
            new ViewReferences(CATALOG)
                .violations(controller("catalog", "catalog/item :: card(color=${c}, number=1)")))
        .hasSize(1);
    assertThat(
            new ViewReferences(CATALOG).violations(controller("catalog", "catalog/item :: price")))
        .isEmpty();
    assertThat(new ViewReferences(CATALOG).violations(controller("catalog", "text/csv"))).isEmpty();
  }

  @Test
  void detectsUnreferencedTemplates() {
    assertThat(
            new ViewReferences(CATALOG)
                .unreferenced(List.of(controller("catalog", "catalog/index"))))
        .containsExactly("catalog/unused");
  }

  private static JavaSource controller(String module, String view) {
    return new JavaSource(
        module + "/ItemController.java",
        "@Controller\nclass ItemController {\n  String show() { return \"" + view + "\"; }\n}");
  }

  private static List<String> lines(String file) {
    try (Stream<String> lines = Files.lines(FOLDER.resolve(file + ".html"))) {
      return lines.filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(file + " has no lines to test the rule on", e);
    }
  }
}
