package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks R12 and R13 on every template and every view that a controller returns. */
class TemplateRulesTests {

  private static final Map<String, ParsedTemplate> TEMPLATES = ParsedTemplate.all();

  private static final Path GALLERY = Path.of("src/test/resources/templates/sandbox/gallery.html");

  @TestFactory
  Stream<DynamicTest> everyTemplateComplies() {
    return TEMPLATES.values().stream()
        .map(template -> DynamicTest.dynamicTest(template.name(), () -> assertComplies(template)));
  }

  @Test
  void everyViewExistsInTheFolderOfItsModule() {
    ViewReferences views = new ViewReferences(TEMPLATES);
    assertThat(JavaSource.all().stream().flatMap(source -> views.violations(source).stream()))
        .isEmpty();
  }

  @Test
  void everyTemplateIsReferenced() throws IOException {
    // a new component may be used by the gallery only
    String gallery = Files.readString(GALLERY);
    assertThat(new ViewReferences(TEMPLATES).unreferenced(JavaSource.all()))
        .allMatch(name -> gallery.contains("~{" + name + " ::"));
  }

  @Test
  void theGalleryUsesExistingFragments() throws IOException {
    ParsedTemplate gallery = ParsedTemplate.of("sandbox/gallery", Files.readString(GALLERY));
    Map<String, ParsedTemplate> templates = new HashMap<>(TEMPLATES);
    templates.put(gallery.name(), gallery);

    assertThat(new FragmentReferences(templates).violations(gallery)).isEmpty();
  }

  private static void assertComplies(ParsedTemplate template) {
    assertThat(new FragmentReferences(TEMPLATES).violations(template)).isEmpty();
    assertThat(Arrays.stream(TemplateRules.values()).flatMap(r -> r.violations(template).stream()))
        .isEmpty();
  }
}
