package dev.signalbox.house;

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

/** R15 for templates: each line of a rule's bad file is a breach of its own. */
class TemplatesBiteTests {

  private static final Path FOLDER = Path.of("src/test/resources/breaches/templates");

  private static final Map<String, Template> STREET =
      Map.of(
          "street/house",
          Template.of(
              "street/house",
              "<main th:fragment=\"door(color, number)\"></main><p th:fragment=\"roof\"></p>"),
          "street/attic",
          Template.of("street/attic", "<p th:replace=\"~{street/house :: roof}\"></p>"),
          "street/ruin",
          Template.of("street/ruin", "<p></p>"));

  @TestFactory
  Stream<DynamicTest> everyBadLineIsSeen() {
    return Stream.of(TemplateRules.values())
        .flatMap(
            rule ->
                lines(rule.name().toLowerCase(Locale.ROOT).replace('_', '-')).stream()
                    .map(
                        line ->
                            DynamicTest.dynamicTest(
                                rule + " on " + line,
                                () ->
                                    assertThat(rule.complaints(Template.of("bad", line)))
                                        .isNotEmpty())));
  }

  @ParameterizedTest
  @EnumSource
  void noGoodLineIsAccused(TemplateRules rule) {
    Template good = Template.of("good", String.join("\n", lines("good")));
    assertThat(rule.complaints(good)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyDanglingFragmentIsSeen() {
    return lines("fragments").stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () ->
                        assertThat(new Fragments(STREET).complaints(Template.of("bad", line)))
                            .isNotEmpty()));
  }

  @Test
  void whatExistsAndFitsIsNoDanglingFragment() {
    Template good = Template.of("street/attic", String.join("\n", lines("good-fragments")));
    assertThat(new Fragments(STREET).complaints(good)).isEmpty();
  }

  @Test
  void viewsThatDoNotExistOrBelongToAnotherRoomAreSeen() {
    assertThat(new Views(STREET).complaints(controller("street", "street/cellar"))).hasSize(1);
    assertThat(new Views(STREET).complaints(controller("street", "street/house :: moat")))
        .hasSize(1);
    assertThat(new Views(STREET).complaints(controller("river", "street/ruin"))).hasSize(1);
    assertThat(new Views(STREET).complaints(controller("street", "street/house :: roof")))
        .isEmpty();
    assertThat(new Views(STREET).complaints(controller("street", "text/csv"))).isEmpty();
  }

  @Test
  void templatesThatNobodyNamesAreSeen() {
    assertThat(new Views(STREET).forgotten(List.of(controller("street", "street/attic"))))
        .containsExactly("street/ruin");
  }

  private static JavaSource controller(String room, String view) {
    return new JavaSource(
        room + "/DoorController.java",
        "@Controller\nclass DoorController {\n  String door() { return \"" + view + "\"; }\n}");
  }

  private static List<String> lines(String file) {
    try (Stream<String> lines = Files.lines(FOLDER.resolve(file + ".html"))) {
      return lines.filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(file + " has no bad lines to try its rule on", e);
    }
  }
}
