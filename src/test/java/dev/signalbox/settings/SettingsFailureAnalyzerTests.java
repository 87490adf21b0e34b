package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The startup message for invalid settings. */
class SettingsFailureAnalyzerTests {

  @Test
  void showsTheViolationTheMeaningAndAnExample() {
    FailureAnalysis analysis =
        analysisOf(new Violation(EnvironmentVariable.PUBLIC_URL, "is not set"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_PUBLIC_URL is not set")
        .contains(EnvironmentVariable.PUBLIC_URL.description())
        .contains("Example: https://signalbox.acme.example");
  }

  @Test
  void listsAllViolations() {
    FailureAnalysis analysis =
        analysisOf(
            new Violation(EnvironmentVariable.ADMINS, "is empty"),
            new Violation(EnvironmentVariable.SECRET_KEY, "is not valid base64"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_ADMINS is empty")
        .contains("SIGNALBOX_SECRET_KEY is not valid base64");
  }

  @Test
  void pointsToTheListOfVariables() {
    assertThat(analysisOf(new Violation(EnvironmentVariable.ADMINS, "is empty")).getAction())
        .contains("README.md");
  }

  private static FailureAnalysis analysisOf(Violation... violations) {
    return Objects.requireNonNull(
        new SettingsFailureAnalyzer().analyze(new InvalidSettingsException(List.of(violations))));
  }
}
