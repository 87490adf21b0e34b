package dev.signalbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeleroPhaseTests {

  @ParameterizedTest
  @CsvSource({
    "'', QUEUED, false, false",
    "New, QUEUED, false, false",
    "Queued, QUEUED, false, false",
    "ReadyToStart, QUEUED, false, false",
    "FailedValidation, FAILED, false, false",
    "InProgress, RUNNING, false, false",
    "Uploading, RUNNING, false, false",
    "UploadingPartialFailure, RUNNING, true, false",
    "WaitingForPluginOperations, RUNNING, false, true",
    "WaitingForPluginOperationsPartiallyFailed, RUNNING, true, true",
    "Finalizing, RUNNING, false, false",
    "FinalizingPartiallyFailed, RUNNING, true, false",
    "Completed, COMPLETED, false, true",
    "PartiallyFailed, PARTIAL, false, true",
    "Failed, FAILED, false, true",
    "Deleting, DELETING, false, false",
    "completed, UNKNOWN, false, false",
    "SomethingPartiallyFailed, UNKNOWN, false, false",
  })
  void mapsPhasesOfBackups(String text, SnapshotState state, boolean errors, boolean log) {
    BackupPhase phase = BackupPhase.of(text);

    assertThat(phase.state()).isEqualTo(state);
    assertThat(phase.hasErrorsSoFar()).isEqualTo(errors);
    assertThat(phase.hasLog()).isEqualTo(log);
  }

  @ParameterizedTest
  @CsvSource({
    "'', QUEUED, false",
    "New, QUEUED, false",
    "FailedValidation, FAILED, false",
    "InProgress, RUNNING, false",
    "WaitingForPluginOperationsPartiallyFailed, RUNNING, true",
    "FinalizingPartiallyFailed, RUNNING, true",
    "Completed, COMPLETED, false",
    "PartiallyFailed, PARTIAL, false",
    "Failed, FAILED, false",
    "Deleting, UNKNOWN, false",
  })
  void mapsPhasesOfRestores(String text, SnapshotState state, boolean errors) {
    RestorePhase phase = RestorePhase.of(text);

    assertThat(phase.state()).isEqualTo(state);
    assertThat(phase.hasErrorsSoFar()).isEqualTo(errors);
  }

  @ParameterizedTest
  @CsvSource({
    "'', NEW", "Accepted, ACCEPTED", "Prepared, PREPARED", "InProgress, IN_PROGRESS",
    "Canceling, CANCELING", "Canceled, CANCELED", "Completed, COMPLETED", "Failed, FAILED",
    "Paused, UNKNOWN",
  })
  void mapsPhasesOfTransfers(String text, TransferPhase phase) {
    assertThat(TransferPhase.of(text)).isEqualTo(phase);
  }
}
