package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.violations.Violates;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** R1 and R2: modules declare their dependencies and use only declared API. */
class ModularityTests {

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
  void writesTheModuleDocumentation() {
    new Documenter(MODULES).writeDocumentation();
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
