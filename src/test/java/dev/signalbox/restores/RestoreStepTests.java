package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.restores.RestorePlan.PlannedWorkload;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decides the next step of a restore from its row and the objects that exist. */
class RestoreStepTests {

  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final RestorePlan PLAN =
      new RestorePlan(
          List.of(
              new PlannedWorkload(InstallationWorkload.Kind.STATEFUL_SET, "postgresql", "w1", 2)),
          List.of(new PlannedClaim("data-postgresql-0", "c1")),
          List.of(),
          List.of());
  private static final RestoreFacts FACTS = RestoreFacts.at(NOW);

  @Test
  void takesTheSafetySnapshotFirst() {
    assertThat(next(Step.SAFETY_SNAPSHOT, FACTS))
        .isInstanceOf(RestoreStep.TakeSafetySnapshot.class);
  }

  @Test
  void findsTheSafetySnapshotThatWasCreatedBeforeARestart() {
    assertThat(next(Step.SAFETY_SNAPSHOT, FACTS.withSafety(backup("InProgress"), List.of())))
        .isEqualTo(new RestoreStep.Wait("The safety snapshot pre-restore-1 is InProgress."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "PartiallyFailed", "FailedValidation", "Deleting", "Strange"})
  void pausesBeforeAnyChangeIfTheSafetySnapshotIsNotComplete(String phase) {
    assertThat(next(Step.SAFETY_SNAPSHOT, FACTS.withSafety(backup(phase), List.of())))
        .isInstanceOfSatisfying(
            RestoreStep.Pause.class,
            pause -> assertThat(pause.why()).contains(phase, "nothing was changed"));
  }

  @Test
  void pausesIfACompletedSafetySnapshotLacksTheDataOfAVolume() {
    Backup completed = backup("Completed");

    assertThat(next(Step.SAFETY_SNAPSHOT, FACTS.withSafety(completed, List.of("data-vault-0"))))
        .isInstanceOfSatisfying(
            RestoreStep.Pause.class, pause -> assertThat(pause.why()).contains("data-vault-0"));
    assertThat(
            next(
                Step.SAFETY_SNAPSHOT,
                RestoreFacts.at(Instant.parse("2026-11-30T09:00:10Z"))
                    .withSafety(completed, List.of("data-vault-0"))))
        .as("the volumes may appear a moment later")
        .isInstanceOf(RestoreStep.Wait.class);
  }

  @Test
  void addsWhatIsMissingWithoutStoppingAnything() {
    assertThat(
            RestoreStep.next(
                operation(RestoreMode.MERGE, Step.SAFETY_SNAPSHOT, State.RUNNING, true),
                FACTS.withSafety(backup("Completed"), List.of())))
        .isEqualTo(new RestoreStep.Proceed(Step.CREATE_RESTORE));
    assertThat(
            RestoreStep.next(
                operation(RestoreMode.MERGE, Step.SAFETY_SNAPSHOT, State.RUNNING, false), FACTS))
        .as("without a safety snapshot")
        .isEqualTo(new RestoreStep.Proceed(Step.CREATE_RESTORE));
  }

  @Test
  void stopsOnlyPlannedWorkloadsThatRun() {
    assertThat(
            next(
                Step.STOP_WORKLOADS,
                objects(List.of(workload("w1", 2, 2, ""), other("redis", 1)), List.of())))
        .isInstanceOfSatisfying(
            RestoreStep.StopWorkloads.class,
            stop ->
                assertThat(stop.workloads())
                    .extracting(InstallationWorkload::name)
                    .containsExactly("postgresql"));
    assertThat(next(Step.STOP_WORKLOADS, objects(List.of(workload("w1", 0, 1, "")), List.of())))
        .isEqualTo(
            new RestoreStep.Wait("Waiting until the pods of statefulset/postgresql have stopped."));
    assertThat(next(Step.STOP_WORKLOADS, objects(List.of(workload("w1", 0, 0, "")), List.of())))
        .isEqualTo(new RestoreStep.Proceed(Step.DELETE));
  }

  @Test
  void stopsNothingWhileAnotherSnapshotIsTaken() {
    assertThat(
            next(
                Step.STOP_WORKLOADS,
                objects(List.of(workload("w1", 2, 2, "")), List.of())
                    .withRunningBackup("instance-daily-1")))
        .isInstanceOfSatisfying(
            RestoreStep.Wait.class, wait -> assertThat(wait.why()).contains("instance-daily-1"));
  }

  @Test
  void deletesExactlyThePlannedObjects() {
    assertThat(
            next(
                Step.DELETE,
                objects(
                    List.of(workload("w1", 0, 0, ""), other("redis", 1)),
                    List.of(
                        claim("data-postgresql-0", "c1", ""), claim("data-vault-0", "c2", "")))))
        .isInstanceOfSatisfying(
            RestoreStep.Delete.class,
            delete -> {
              assertThat(delete.workloads())
                  .extracting(InstallationWorkload::name)
                  .containsExactly("postgresql");
              assertThat(delete.claims())
                  .extracting(VolumeClaim::name)
                  .containsExactly("data-postgresql-0");
            });
  }

  @Test
  void continuesADeletionThatWasInterrupted() {
    assertThat(next(Step.DELETE, objects(List.of(), List.of(claim("data-postgresql-0", "c1", "")))))
        .isInstanceOfSatisfying(
            RestoreStep.Delete.class, delete -> assertThat(delete.workloads()).isEmpty());
    assertThat(
            next(
                Step.DELETE,
                objects(
                        List.of(),
                        List.of(claim("data-postgresql-0", "c1", "2026-11-30T09:59:00Z")))
                    .withObjects(
                        List.of(),
                        List.of(claim("data-postgresql-0", "c1", "2026-11-30T09:59:00Z")),
                        List.of("psql-client"))))
        .isInstanceOfSatisfying(
            RestoreStep.Wait.class, wait -> assertThat(wait.why()).contains("psql-client"));
    assertThat(next(Step.DELETE, objects(List.of(), List.of())))
        .isEqualTo(new RestoreStep.Proceed(Step.CREATE_RESTORE));
  }

  @Test
  void neverDeletesWhatWasCreatedAgain() {
    assertThat(next(Step.DELETE, objects(List.of(), List.of(claim("data-postgresql-0", "c9", "")))))
        .isInstanceOfSatisfying(
            RestoreStep.Pause.class,
            pause -> assertThat(pause.why()).contains("volume claim data-postgresql-0"));
    assertThat(next(Step.STOP_WORKLOADS, objects(List.of(workload("w9", 2, 2, "")), List.of())))
        .isInstanceOf(RestoreStep.Pause.class);
  }

  @Test
  void createsOneRestoreEvenIfTheResponseWasLost() {
    assertThat(next(Step.CREATE_RESTORE, FACTS)).isInstanceOf(RestoreStep.CreateRestore.class);
    assertThat(next(Step.CREATE_RESTORE, FACTS.withRestore(restore("New", ""), List.of())))
        .isEqualTo(new RestoreStep.Proceed(Step.WAIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completed", "PartiallyFailed"})
  void endsWithVelerosPhase(String phase) {
    assertThat(next(Step.WAIT, FACTS.withRestore(restore(phase, ""), List.of())))
        .isInstanceOf(RestoreStep.Finish.class);
  }

  @Test
  void pausesIfVeleroFails() {
    assertThat(next(Step.WAIT, FACTS.withRestore(restore("Failed", "AccessDenied"), List.of())))
        .isEqualTo(
            new RestoreStep.Pause(
                "Velero reports Failed: AccessDenied. Retry creates another Restore."));
  }

  @Test
  void tellsAnUnknownOutcomeAsUnknown() {
    assertThat(next(Step.WAIT, FACTS))
        .isInstanceOfSatisfying(
            RestoreStep.Pause.class,
            pause -> assertThat(pause.why()).contains("its outcome is unknown"));
    assertThat(next(Step.WAIT, FACTS.withRestore(restore("Strange", ""), List.of("Stuck."))))
        .isEqualTo(new RestoreStep.Wait("Stuck."));
  }

  @Test
  void startsStoppedWorkloadsAgainWhenItIsCanceled() {
    RestoreOperation canceling =
        operation(RestoreMode.REPLACE, Step.STOP_WORKLOADS, State.CANCELING, true);
    List<VolumeClaim> claims = List.of(claim("data-postgresql-0", "c1", ""));

    assertThat(RestoreStep.next(canceling, objects(List.of(workload("w1", 0, 0, "")), claims)))
        .isInstanceOfSatisfying(
            RestoreStep.StartWorkloads.class,
            start ->
                assertThat(start.workloads())
                    .singleElement()
                    .satisfies(one -> assertThat(one.replicas()).isEqualTo(2)));
    assertThat(RestoreStep.next(canceling, objects(List.of(workload("w1", 2, 0, "")), claims)))
        .isInstanceOf(RestoreStep.EndCanceled.class);
  }

  @Test
  void saysThatDeletedObjectsStayDeletedWhenItIsCanceled() {
    assertThat(
            RestoreStep.next(
                operation(RestoreMode.REPLACE, Step.DELETE, State.CANCELING, true),
                objects(List.of(workload("w1", 0, 0, "")), List.of())))
        .isInstanceOfSatisfying(
            RestoreStep.EndCanceled.class,
            end -> assertThat(end.how()).contains("Objects were deleted"));
  }

  @Test
  void waitsForARestoreThatWasCreatedBeforeItWasCanceled() {
    assertThat(
            RestoreStep.next(
                operation(RestoreMode.MERGE, Step.CREATE_RESTORE, State.CANCELING, true),
                FACTS.withRestore(restore("InProgress", ""), List.of())))
        .isEqualTo(new RestoreStep.Proceed(Step.WAIT));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void canBeCanceledUntilVeleroRuns(State state) {
    assertThat(operation(RestoreMode.MERGE, Step.WAIT, state, true).isCancelable())
        .isEqualTo(state == State.PAUSED);
  }

  private static RestoreStep next(Step step, RestoreFacts facts) {
    return RestoreStep.next(operation(RestoreMode.REPLACE, step, State.RUNNING, true), facts);
  }

  private static RestoreOperation operation(
      RestoreMode mode, Step step, State state, boolean safety) {
    @Nullable Attempt before = safety ? new Attempt("pre-restore-1", new UUID(0, 1)) : null;
    return new RestoreOperation(
        new UUID(0, 3),
        "instance-p8nz2",
        "b1",
        mode,
        false,
        "broken upgrade",
        Actor.SYSTEM,
        step,
        state,
        "",
        0,
        null,
        before,
        new Attempt("instance-p8nz2-1", new UUID(0, 2)),
        PLAN,
        null,
        null,
        NOW,
        NOW,
        null);
  }

  private static RestoreFacts objects(
      List<InstallationWorkload> workloads, List<VolumeClaim> claims) {
    return FACTS.withObjects(workloads, claims, List.of());
  }

  private static InstallationWorkload workload(
      String uid, int replicas, int pods, String deletedAt) {
    return InstallationWorkload.read(
        InstallationWorkload.Kind.STATEFUL_SET,
        json(
            """
            {"metadata":{"name":"postgresql","uid":"%s","deletionTimestamp":"%s"},
             "spec":{"replicas":%d},"status":{"replicas":%d}}
            """
                .formatted(uid, deletedAt, replicas, pods)));
  }

  private static InstallationWorkload other(String name, int replicas) {
    return InstallationWorkload.read(
        InstallationWorkload.Kind.STATEFUL_SET,
        json(
            """
            {"metadata":{"name":"%s","uid":"u-%s"},"spec":{"replicas":%d}}
            """
                .formatted(name, name, replicas)));
  }

  private static VolumeClaim claim(String name, String uid, String deletedAt) {
    return VolumeClaim.read(
        json(
            """
            {"metadata":{"name":"%s","uid":"%s","deletionTimestamp":"%s"}}
            """
                .formatted(name, uid, deletedAt)));
  }

  private static Backup backup(String phase) {
    return Backup.read(
        json(
            """
            {"metadata":{"name":"pre-restore-1","uid":"s1"},
             "status":{"phase":"%s","completionTimestamp":"2026-11-30T09:00:00Z"}}
            """
                .formatted(phase)));
  }

  private static Restore restore(String phase, String failure) {
    return Restore.read(
        json(
            """
            {"metadata":{"name":"instance-p8nz2-1","uid":"r1"},
             "status":{"phase":"%s","failureReason":"%s"}}
            """
                .formatted(phase, failure)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
