package dev.signalbox.velero.diagnosis;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Restore;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VeleroVersions;
import dev.signalbox.velero.diagnosis.StuckCause.FinalizerPending;
import dev.signalbox.velero.diagnosis.StuckCause.Invalid;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.velero.diagnosis.StuckCause.NotPickedUp;
import dev.signalbox.velero.diagnosis.StuckCause.ServerDown;
import dev.signalbox.velero.diagnosis.StuckCause.ServerRestarted;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import dev.signalbox.velero.diagnosis.StuckCause.VolumesStalled;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForSnapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreDiagnosisTests {

  private final VeleroFixture velero = new VeleroFixture();

  @Test
  void isNotPickedUp() {
    assertThat(causes("New", "11:54", "")).containsExactly(new NotPickedUp("velero"));
    assertThat(causes("New", "11:56", "")).isEmpty();
  }

  @Test
  void hangsInDeletionWhileVeleroIsDown() {
    velero.serverDown("");

    assertThat(causes("Completed", "11:00", "'deletionTimestamp':'2026-11-30T11:30:00Z',"))
        .containsExactly(new ServerDown("velero", ""), new FinalizerPending());
  }

  @Test
  void namesARestart() {
    velero.restartedAt("11:30", false);

    assertThat(causes("InProgress", "11:10", ""))
        .containsExactly(new ServerRestarted("velero", VeleroFixture.at("11:30"), false));
  }

  @Test
  void readsFromAReadOnlyLocation() {
    velero.location("Available", "ReadOnly");
    assertThat(causes("InProgress", "11:50", "")).isEmpty();

    velero.location("Unavailable", "ReadWrite");
    assertThat(causes("InProgress", "11:50", ""))
        .containsExactly(new LocationUnusable("default", LocationUnusable.Problem.UNAVAILABLE, ""));
  }

  @Test
  void namesStalledVolumes() {
    TransferDiagnosis transfer =
        new TransferDiagnosis(
            "data",
            VeleroFixture.at("11:00"),
            null,
            new TransferStatus(TransferPhase.NEW, "New", "", "", null, TransferProgress.NONE));

    assertThat(causes("InProgress", "11:50", "", transfer))
        .containsExactly(
            new VolumesStalled(
                "velero",
                List.of(
                    new StalledVolume(
                        "data",
                        "",
                        "It has been New for more than 10 min. No node is assigned."))));
  }

  @Test
  void waitsForSnapshots() {
    assertThat(causes("WaitingForPluginOperations", "11:10", ""))
        .containsExactly(new WaitingForSnapshots("velero"));
  }

  @Test
  void namesValidationErrors() {
    assertThat(causes("FailedValidation", "11:00", "")).containsExactly(new Invalid(List.of("no")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completed", "PartiallyFailed", "Failed", "Other"})
  void findsNothingForOtherRestores(String phase) {
    assertThat(causes(phase, "01:00", "")).isEmpty();
  }

  @Test
  void givesEveryCauseTexts() {
    velero.serverDown("OOMKilled");
    for (StuckCause cause :
        causes("InProgress", "11:00", "'deletionTimestamp':'2026-11-30T11:30:00Z',")) {
      assertThat(cause.explanation()).endsWith(".");
      assertThat(cause.remedy()).endsWith(".");
    }
  }

  private List<StuckCause> causes(
      String phase, String time, String metadata, TransferDiagnosis... transfers) {
    Restore restore =
        Restore.read(
            json(
                ("{'metadata':{%s'creationTimestamp':'2026-11-30T%s:00Z'},'status':{'phase':'%s',"
                        + "'startTimestamp':'2026-11-30T%s:00Z','validationErrors':['no']}}")
                    .formatted(metadata, time, phase, time)));
    return new RestoreDiagnosis(velero.view(VeleroVersions.V1_9), "default", List.of(transfers))
        .causes(restore);
  }
}
