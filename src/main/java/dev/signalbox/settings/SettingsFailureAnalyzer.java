package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettings.Complaint;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns wrong settings into the one readable message that an operator sees instead of a trace. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettings> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidSettings cause) {
    String wrong =
        cause.complaints().stream()
            .map(SettingsFailureAnalyzer::line)
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "Signalbox cannot start with this environment:\n\n" + wrong,
        "Set these environment variables and start again. README.md lists them all.",
        cause);
  }

  private static String line(Complaint complaint) {
    Variable variable = complaint.variable();
    return "  %s %s%n      %s%n      Example: %s"
        .formatted(
            variable.environmentName(), complaint.wrong(), variable.meaning(), variable.example());
  }
}
