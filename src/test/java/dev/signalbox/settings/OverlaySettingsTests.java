package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the Kubernetes overlays, with the optional ones, which are commented out. */
class OverlaySettingsTests {

  @ParameterizedTest
  @ValueSource(strings = {"trial", "production"})
  void areCompleteAndValidTogetherWithTheSecret(String overlay) throws IOException {
    TestEnvironment environment =
        TestEnvironment.empty()
            .with(EnvironmentVariable.SECRET_KEY, Base64.getEncoder().encodeToString(new byte[32]))
            .with(EnvironmentVariable.GITHUB_CLIENT_SECRET, "a client secret")
            .with(EnvironmentVariable.DATABASE_PASSWORD, "a password")
            .with(EnvironmentVariable.DATABASE_OWNER_PASSWORD, "a password");
    settings(overlay).forEach((name, value) -> environment.with(variable(name), value));

    assertThat(environment.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "production"})
  void containNoConfidentialValue(String overlay) throws IOException {
    List<EnvironmentVariable> variables =
        settings(overlay).keySet().stream().map(OverlaySettingsTests::variable).toList();

    assertThat(variables)
        .doesNotContain(EnvironmentVariable.SECRET_KEY)
        .noneMatch(variable -> variable.example().contains("(secret)"));
  }

  private static Map<String, String> settings(String overlay) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("k8s", "overlays", overlay, "settings.env"))) {
      return lines
          .map(line -> line.startsWith("# ") ? "" : line.replaceFirst("^#", ""))
          .filter(line -> !line.isBlank())
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
  }

  private static EnvironmentVariable variable(String name) {
    return Arrays.stream(EnvironmentVariable.values())
        .filter(variable -> variable.environmentName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("unknown variable " + name));
  }
}
