package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R12 and R13 for every template, and every view that a controller names. */
class TemplatesTests {

  private static final Map<String, Template> TEMPLATES = Template.all();

  private static final Path GALLERY = Path.of("src/test/resources/templates/sandbox/gallery.html");

  @TestFactory
  Stream<DynamicTest> everyTemplateKeepsTheRules() {
    return TEMPLATES.values().stream()
        .map(template -> DynamicTest.dynamicTest(template.name(), () -> keepsTheRules(template)));
  }

  @Test
  void everyNamedViewExistsInItsRoomsFolder() {
    Views views = new Views(TEMPLATES);
    assertThat(JavaSource.all().stream().flatMap(source -> views.complaints(source).stream()))
        .isEmpty();
  }

  @Test
  void nobodyForgotATemplate() throws IOException {
    // a component may wait in the gallery for its first room
    String gallery = Files.readString(GALLERY);
    assertThat(new Views(TEMPLATES).forgotten(JavaSource.all()))
        .allMatch(name -> gallery.contains("~{" + name + " ::"));
  }

  private static void keepsTheRules(Template template) {
    assertThat(new Fragments(TEMPLATES).complaints(template)).isEmpty();
    assertThat(Arrays.stream(TemplateRules.values()).flatMap(r -> r.complaints(template).stream()))
        .isEmpty();
  }
}
