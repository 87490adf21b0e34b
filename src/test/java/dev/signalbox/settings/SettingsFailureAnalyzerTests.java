package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettings.Complaint;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The message that an operator reads. */
class SettingsFailureAnalyzerTests {

  @Test
  void tellsTheVariableWhatIsWrongWhatItMeansAndAnExample() {
    FailureAnalysis analysis = analysisOf(new Complaint(Variable.PUBLIC_URL, "is not set"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_PUBLIC_URL is not set")
        .contains(Variable.PUBLIC_URL.meaning())
        .contains("Example: https://signalbox.acme.example");
  }

  @Test
  void listsEveryComplaintInOneMessage() {
    FailureAnalysis analysis =
        analysisOf(
            new Complaint(Variable.ADMINS, "is empty"),
            new Complaint(Variable.SECRET_KEY, "is not base64"));

    assertThat(analysis.getDescription())
        .contains("SIGNALBOX_ADMINS is empty")
        .contains("SIGNALBOX_SECRET_KEY is not base64");
  }

  @Test
  void saysWhereAllVariablesAreListed() {
    assertThat(analysisOf(new Complaint(Variable.ADMINS, "is empty")).getAction())
        .contains("README.md");
  }

  private static FailureAnalysis analysisOf(Complaint... complaints) {
    return Objects.requireNonNull(
        new SettingsFailureAnalyzer().analyze(new InvalidSettings(List.of(complaints))));
  }
}
