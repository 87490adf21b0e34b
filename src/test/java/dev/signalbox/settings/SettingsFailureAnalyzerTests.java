package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The startup message for invalid settings. */
class SettingsFailureAnalyzerTests {

  @Test
  void showsTheViolationTheMeaningAndAnExample() {
    FailureAnalysis analysis =
        analysisOf(TestEnvironment.complete().without("SIGNALBOX_PUBLIC_URL"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_PUBLIC_URL is not set")
        .contains("URL of the console: scheme, host and port, no path.")
        .contains("Example: https://signalbox.acme.example");
  }

  @Test
  void listsAllViolations() {
    FailureAnalysis analysis =
        analysisOf(
            TestEnvironment.complete()
                .without("SIGNALBOX_ADMINS")
                .with("SIGNALBOX_SECRET_KEY", "not/base64!"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_ADMINS must name at least one admin")
        .contains("SIGNALBOX_SECRET_KEY is not valid base64")
        .doesNotContain("not/base64!");
  }

  @Test
  void doesNotRevealASecretThatCanNotBeResolved() {
    FailureAnalysis analysis =
        analysisOf(
            TestEnvironment.complete()
                .with(
                    "SIGNALBOX_GITHUB_CLIENT_SECRET", "hunter2${signalbox.github.client-secret}"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_GITHUB_CLIENT_SECRET is invalid")
        .doesNotContain("hunter2");
  }

  @Test
  void pointsToTheListOfVariables() {
    assertThat(analysisOf(TestEnvironment.complete().without("SIGNALBOX_ADMINS")).getAction())
        .contains("README.md");
  }

  @Test
  void leavesOtherFailuresToSpring() {
    assertThat(TestEnvironment.complete().analysis()).isNull();
  }

  private static FailureAnalysis analysisOf(TestEnvironment environment) {
    return Objects.requireNonNull(environment.analysis());
  }
}
