package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.violations.Violates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/**
 * R1 and R2: modules declare their dependencies and use only declared API, as docs/architecture.md
 * shows.
 */
class ModularityTests {

  private static final Path DIAGRAM_PAGE = Path.of("docs/architecture.md");
  private static final String BEGIN = "<!-- modules:begin -->\n";
  private static final String END = "<!-- modules:end -->";

  private static final ApplicationModules MODULES =
      ApplicationModules.of(SignalboxApplication.class);

  private static final ApplicationModules VIOLATIONS =
      ApplicationModules.of(Violates.class.getPackageName() + ".modules", location -> true);

  @Test
  void everyModuleUsesOnlyDeclaredApi() {
    MODULES.verify();
  }

  @Test
  void everyModuleDeclaresItsDependencies() {
    assertThat(withoutDeclaredDependencies(MODULES)).isEmpty();
  }

  @Test
  void detectsUndeclaredDependenciesInternalTypesAndCycles() {
    assertThat(VIOLATIONS.detectViolations().getMessages())
        .anyMatch(message -> message.contains("UndeclaredModuleType"))
        .anyMatch(message -> message.contains("InternalType"))
        .anyMatch(message -> message.contains("Cycle"));
  }

  @Test
  void detectsModulesWithoutDeclaredDependencies() {
    assertThat(withoutDeclaredDependencies(VIOLATIONS))
        .containsExactlyInAnyOrder("silent", "careless");
  }

  @Test
  void writesTheModuleDiagrams() {
    new Documenter(MODULES).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
  }

  @Test
  void theDiagramInTheDocumentationIsUpToDate() throws IOException {
    String diagram = "```mermaid\n" + ModuleDiagram.of(MODULES) + "```\n";
    String page = Files.readString(DIAGRAM_PAGE);
    assertThat(page).contains(BEGIN, END);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("architecture.write")) {
      Files.writeString(DIAGRAM_PAGE, page.substring(0, from) + diagram + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .withFailMessage(
            "The modules changed. Run: mvn test -Dtest=ModularityTests"
                + " -Darchitecture.write=true%n"
                + "or paste this between the markers of %s:%n%n%s",
            DIAGRAM_PAGE, diagram)
        .isEqualTo(diagram);
  }

  private static Stream<String> withoutDeclaredDependencies(ApplicationModules modules) {
    return modules.stream()
        .filter(
            module ->
                module
                    .getBasePackage()
                    .getAnnotation(ApplicationModule.class)
                    .filter(declared -> !isOpen(declared))
                    .isEmpty())
        .map(module -> module.getIdentifier().toString());
  }

  /** Whether the module may use every module, or exposes its internal packages. */
  private static boolean isOpen(ApplicationModule declared) {
    return Stream.of(declared.allowedDependencies()).anyMatch(ApplicationModule.OPEN_TOKEN::equals)
        || declared.type() != ApplicationModule.Type.CLOSED;
  }
}
