package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Formats invalid settings as a readable startup message instead of a stack trace. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, InvalidSettingsException cause) {
    String lines =
        cause.violations().stream()
            .map(SettingsFailureAnalyzer::line)
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "Signalbox cannot start with this environment:\n\n" + lines,
        "Set these environment variables and restart. README.md lists all variables.",
        cause);
  }

  private static String line(Violation violation) {
    EnvironmentVariable variable = violation.variable();
    return "  %s %s%n      %s%n      Example: %s"
        .formatted(
            variable.environmentName(),
            violation.message(),
            variable.description(),
            variable.example());
  }
}
