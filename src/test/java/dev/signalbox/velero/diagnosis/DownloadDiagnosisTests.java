package dev.signalbox.velero.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.VeleroVersions;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.ClusterProblem;
import dev.signalbox.velero.diagnosis.DownloadDiagnosis.FileProblem;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.velero.diagnosis.StuckCause.ServerDown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadDiagnosisTests {

  private final VeleroFixture velero = new VeleroFixture();

  @ParameterizedTest
  @CsvSource({
    "COMPLETED, NOT_PROCESSED",
    "IN_PROGRESS, NOT_WRITTEN_YET",
    "FINALIZING, NOT_WRITTEN_YET",
    ", BACKUP_MISSING",
  })
  void explainsRequestsThatVeleroDoesNotProcess(@Nullable BackupPhase phase, FileProblem problem) {
    assertThat(unprocessed(phase)).isEqualTo(problem);
  }

  @Test
  void namesProblemsOfTheClusterFirst() {
    velero.location("Unavailable", "ReadWrite");
    assertThat(unprocessed(BackupPhase.COMPLETED))
        .isEqualTo(
            new ClusterProblem(
                new LocationUnusable("default", LocationUnusable.Problem.UNAVAILABLE, "")));

    velero.serverDown("");
    assertThat(unprocessed(null)).isEqualTo(new ClusterProblem(new ServerDown("velero", "")));
  }

  @ParameterizedTest
  @CsvSource({"404, NOT_FOUND", "403, FORBIDDEN", "401, FORBIDDEN", "500, OTHER", "302, OTHER"})
  void explainsTheStatusOfTheObjectStorage(int status, FileProblem problem) {
    assertThat(DownloadDiagnosis.ofStatus(status)).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "PKIX path building failed, UNTRUSTED",
    "x509: certificate signed by unknown authority, UNTRUSTED",
    "Connection refused, UNREACHABLE",
    "minio.velero.svc: Name or service not known, UNREACHABLE",
  })
  void explainsFailuresOfTheConnection(String message, FileProblem problem) {
    assertThat(DownloadDiagnosis.ofFailure(message)).isEqualTo(problem);
  }

  private DownloadDiagnosis unprocessed(@Nullable BackupPhase phase) {
    return DownloadDiagnosis.unprocessed(velero.view(VeleroVersions.V1_9), phase, "default");
  }
}
