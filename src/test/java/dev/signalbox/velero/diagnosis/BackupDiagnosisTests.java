package dev.signalbox.velero.diagnosis;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroVersions;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionAbandoned;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionFailed;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionSlow;
import dev.signalbox.velero.diagnosis.StuckCause.InQueue;
import dev.signalbox.velero.diagnosis.StuckCause.Invalid;
import dev.signalbox.velero.diagnosis.StuckCause.LocationUnusable;
import dev.signalbox.velero.diagnosis.StuckCause.NotPickedUp;
import dev.signalbox.velero.diagnosis.StuckCause.ServerDown;
import dev.signalbox.velero.diagnosis.StuckCause.ServerRestarted;
import dev.signalbox.velero.diagnosis.StuckCause.SlowerThanUsual;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForBackup;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForGarbageCollection;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForSnapshots;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupDiagnosisTests {

  private static final VeleroCapabilities V1_9 = VeleroVersions.V1_9;

  private final VeleroFixture velero = new VeleroFixture();

  @ParameterizedTest
  @ValueSource(strings = {"", "New"})
  void waitsBehindAnotherBackupUpToVelero117(String phase) {
    Backup running = backup("other", "InProgress", "10:00");

    assertThat(causes(backup("b", phase, "11:54"), V1_9, running))
        .containsExactly(new WaitingForBackup("other"));
    assertThat(causes(backup("b", phase, "11:56"), V1_9, running)).isEmpty();
    assertThat(causes(backup("b", phase, "11:54"), VeleroVersions.V1_18, running)).isEmpty();
  }

  @Test
  void isNotPickedUp() {
    assertThat(causes(backup("b", "New", "11:29"), V1_9))
        .containsExactly(new NotPickedUp("velero"));
    assertThat(causes(backup("b", "New", "11:31"), V1_9)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "New", "InProgress", "Finalizing", "Other"})
  void namesAServerThatIsDown(String phase) {
    velero.serverDown("CrashLoopBackOff");

    assertThat(causes(backup("b", phase, "11:55"), V1_9))
        .first()
        .isEqualTo(new ServerDown("velero", "CrashLoopBackOff"));
  }

  @Test
  void namesThePositionInTheQueue() {
    Backup backup = Backup.read(json("{'status':{'phase':'Queued','queuePosition':3}}"));

    assertThat(causes(backup, VeleroVersions.V1_18)).containsExactly(new InQueue(3));
  }

  @Test
  void namesValidationErrors() {
    Backup backup =
        Backup.read(
            json("{'status':{'phase':'FailedValidation','validationErrors':['no location']}}"));

    assertThat(causes(backup, V1_9)).containsExactly(new Invalid(List.of("no location")));
  }

  @Test
  void namesARestartDuringTheBackup() {
    velero.restartedAt("11:30", true);

    assertThat(causes(backup("b", "InProgress", "11:00"), V1_9))
        .containsExactly(new ServerRestarted("velero", VeleroFixture.at("11:30"), true));
    assertThat(causes(backup("b", "InProgress", "11:40"), V1_9)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Unavailable, ReadWrite, UNAVAILABLE",
    "Available, ReadOnly, READ_ONLY",
    "Available, ReadWrite,",
    "'', ReadWrite,",
  })
  void namesAnUnusableLocation(
      String phase, String mode, LocationUnusable.@Nullable Problem problem) {
    velero.location(phase, mode);
    List<StuckCause> causes = causes(backup("b", "InProgress", "11:50"), V1_9);

    if (problem == null) {
      assertThat(causes).isEmpty();
    } else {
      assertThat(causes)
          .singleElement()
          .isInstanceOfSatisfying(
              LocationUnusable.class, cause -> assertThat(cause.problem()).isEqualTo(problem));
    }
  }

  @Test
  void namesALocationThatWasDeleted() {
    velero.noLocation();

    assertThat(causes(backup("b", "Deleting", "11:50"), V1_9))
        .first()
        .isEqualTo(new LocationUnusable("default", LocationUnusable.Problem.MISSING, ""));
  }

  @Test
  void comparesWithTheUsualDuration() {
    BackupDiagnosis diagnosis =
        new BackupDiagnosis(
            velero.view(V1_9), List.of(), List.of(), List.of(), Duration.ofMinutes(10));

    assertThat(diagnosis.causes(backup("b", "InProgress", "11:30")))
        .containsExactly(new SlowerThanUsual(3));
    assertThat(diagnosis.causes(backup("b", "InProgress", "11:31"))).isEmpty();
  }

  @Test
  void waitsForSnapshots() {
    assertThat(causes(backup("b", "WaitingForPluginOperations", "11:20"), V1_9))
        .containsExactly(new WaitingForSnapshots("velero"));
    assertThat(causes(backup("b", "WaitingForPluginOperations", "11:40"), V1_9)).isEmpty();
    assertThat(causes(backup("b", "Finalizing", "11:20"), V1_9)).isEmpty();
  }

  @Test
  void namesTheErrorsOfADeletion() {
    for (String phase : List.of("Deleting", "Completed")) {
      assertThat(deletion(phase, "'phase':'Processed','errors':['locked']", "11:00"))
          .containsExactly(new DeletionFailed(List.of("locked")));
    }
  }

  @Test
  void recognizesADeletionThatVeleroDoesNotContinue() {
    assertThat(causes(backup("b", "Deleting", "09:00"), V1_9))
        .containsExactly(new DeletionAbandoned("velero"));
    assertThat(deletion("Deleting", "'phase':'InProgress'", "11:55")).isEmpty();
    assertThat(deletion("Deleting", "'phase':'InProgress'", "11:30"))
        .containsExactly(new DeletionSlow("velero", 30));
    assertThat(deletion("Deleting", "'phase':'InProgress'", "10:30"))
        .containsExactly(new DeletionAbandoned("velero"));
    velero.restartedAt("11:45", false);
    assertThat(deletion("Deleting", "'phase':'InProgress'", "11:30"))
        .containsExactly(new DeletionAbandoned("velero"));
    assertThat(deletion("Deleting", "'phase':'New'", "11:30"))
        .containsExactly(new DeletionSlow("velero", 30));
  }

  @Test
  void explainsWhyAnExpiredBackupStillExists() {
    Backup backup =
        Backup.read(
            json(
                "{'metadata':{'name':'b','labels':{'velero.io/storage-location':'default'}},"
                    + "'status':{'phase':'Completed','expiration':'2026-11-30T11:50:00Z'}}"));

    assertThat(causes(backup, V1_9)).containsExactly(new WaitingForGarbageCollection());
    velero.location("Available", "ReadOnly");
    assertThat(causes(backup, V1_9))
        .containsExactly(new LocationUnusable("default", LocationUnusable.Problem.READ_ONLY, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completed", "PartiallyFailed", "Failed", "Other"})
  void findsNothingForOtherBackups(String phase) {
    assertThat(causes(backup("b", phase, "01:00"), V1_9)).isEmpty();
  }

  private List<StuckCause> deletion(String phase, String status, String created) {
    DeleteBackupRequest request =
        DeleteBackupRequest.read(
            json(
                ("{'metadata':{'creationTimestamp':'2026-11-30T%s:00Z'},"
                        + "'spec':{'backupName':'b'},'status':{%s}}")
                    .formatted(created, status)));
    return new BackupDiagnosis(velero.view(V1_9), List.of(), List.of(), List.of(request), null)
        .causes(backup("b", phase, "09:00"));
  }

  private List<StuckCause> causes(
      Backup backup, VeleroCapabilities capabilities, Backup... others) {
    return new BackupDiagnosis(
            velero.view(capabilities), List.of(others), List.of(), List.of(), null)
        .causes(backup);
  }

  private static Backup backup(String name, String phase, String start) {
    return Backup.read(
        json(
            ("{'metadata':{'name':'%s','uid':'%s','creationTimestamp':'2026-11-30T%s:00Z'},"
                    + "'spec':{'storageLocation':'default'},"
                    + "'status':{'phase':'%s','startTimestamp':'2026-11-30T%s:00Z'}}")
                .formatted(name, name, start, phase, start)));
  }
}
