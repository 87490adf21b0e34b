package dev.signalbox.velero.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VeleroVersions;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferDiagnosisTests {

  private final VeleroFixture velero = new VeleroFixture();

  @ParameterizedTest
  @CsvSource({
    "NEW, 11:49, , true",
    "NEW, 11:51, , false",
    "ACCEPTED, 11:49, , true",
    "PREPARED, 11:49, , true",
    "IN_PROGRESS, 11:00, 11:44, true",
    "IN_PROGRESS, 11:00, 11:46, false",
    "IN_PROGRESS, 11:00, , true",
    "COMPLETED, 11:00, 11:00, false",
    "FAILED, 11:00, 11:00, false",
    "CANCELED, 11:00, 11:00, false",
    "UNKNOWN, 11:00, 11:00, false",
  })
  void recognizesStalledVolumes(
      TransferPhase phase, String created, @Nullable String progressed, boolean stalled) {
    assertThat(stalled(phase, created, progressed, "node-1") != null).isEqualTo(stalled);
  }

  @Test
  void namesTheStateOfTheNodeAgent() {
    assertThat(reason("")).endsWith("No node is assigned.");
    assertThat(reason("node-1")).endsWith("There is no node agent on node-1.");
    velero.agent("node-1", false, "Insufficient memory.");
    assertThat(reason("node-1"))
        .endsWith("The node agent agent-of-node-1 on node-1 is not ready: Insufficient memory.");
    velero.agent("node-1", true, "");
    assertThat(reason("node-1"))
        .endsWith("The node agent agent-of-node-1 is ready; check its log.");
  }

  private String reason(String node) {
    @Nullable StalledVolume stalled = stalled(TransferPhase.NEW, "11:00", null, node);
    return stalled == null ? "" : stalled.reason();
  }

  private @Nullable StalledVolume stalled(
      TransferPhase phase, String created, @Nullable String progressed, String node) {
    return new TransferDiagnosis(
            "data",
            VeleroFixture.at(created),
            progressed == null ? null : VeleroFixture.at(progressed),
            new TransferStatus(
                phase,
                phase.text(),
                "",
                node,
                VeleroFixture.at(created),
                new TransferProgress(1, 2)))
        .stalled(velero.view(VeleroVersions.V1_9));
  }
}
