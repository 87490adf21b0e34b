package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The variable names in messages are the names that Spring reads. */
class DocumentedVariableTests {

  static Collection<DocumentedVariable> variables() {
    return DocumentedVariable.byName().values();
  }

  @ParameterizedTest
  @MethodSource("variables")
  void isReadFromItsEnvironmentName(DocumentedVariable variable) {
    StandardEnvironment environment = environment(Map.of(variable.name(), "a value"));

    assertThat(Binder.get(environment).bind(variable.property(), String.class).get())
        .isEqualTo("a value");
  }

  @ParameterizedTest
  @MethodSource("variables")
  void resolvesItsPropertyInApplicationFiles(DocumentedVariable variable) {
    StandardEnvironment environment = environment(Map.of(variable.name(), "a value"));

    assertThat(environment.resolvePlaceholders("${" + variable.property() + "}"))
        .isEqualTo("a value");
  }

  @ParameterizedTest
  @MethodSource("variables")
  void hasADescriptionAndAnExample(DocumentedVariable variable) {
    assertThat(variable.description()).endsWith(".");
    assertThat(variable.example()).isNotBlank();
  }

  private static StandardEnvironment environment(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return environment;
  }
}
