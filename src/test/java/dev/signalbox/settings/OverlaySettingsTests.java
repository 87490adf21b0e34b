package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
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
            .with("SIGNALBOX_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]))
            .with("SIGNALBOX_GITHUB_CLIENT_SECRET", "a client secret")
            .with("SPRING_DATASOURCE_PASSWORD", "a password")
            .with("SPRING_FLYWAY_PASSWORD", "a password");
    settings(overlay).forEach((name, value) -> environment.with(name, value));

    assertThat(environment.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "production"})
  void containNoConfidentialValue(String overlay) throws IOException {
    Map<String, DocumentedVariable> documented = DocumentedVariable.byName();

    assertThat(settings(overlay).keySet())
        .doesNotContain("SIGNALBOX_SECRET_KEY")
        .isSubsetOf(documented.keySet())
        .noneMatch(
            name -> Objects.requireNonNull(documented.get(name)).example().contains("(secret)"));
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
}
