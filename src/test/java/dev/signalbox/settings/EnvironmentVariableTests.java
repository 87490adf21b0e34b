package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The variable names in messages are the names that Spring reads. */
class EnvironmentVariableTests {

  @ParameterizedTest
  @EnumSource
  void isReadFromItsEnvironmentName(EnvironmentVariable variable) {
    StandardEnvironment environment = environment(Map.of(variable.environmentName(), "a value"));

    assertThat(Binder.get(environment).bind(variable.property(), String.class).get())
        .isEqualTo("a value");
  }

  @ParameterizedTest
  @EnumSource
  void resolvesItsPropertyInApplicationFiles(EnvironmentVariable variable) {
    StandardEnvironment environment = environment(Map.of(variable.environmentName(), "a value"));

    assertThat(environment.resolvePlaceholders("${" + variable.property() + "}"))
        .isEqualTo("a value");
  }

  @ParameterizedTest
  @EnumSource
  void hasADescriptionAndAnExample(EnvironmentVariable variable) {
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
