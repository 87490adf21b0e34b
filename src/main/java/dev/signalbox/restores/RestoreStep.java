package dev.signalbox.restores;

import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.restores.RestorePlan.PlannedWorkload;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do next for a restore. Every decision compares the plan with the objects that exist, so a
 * step that was interrupted or whose response was lost is continued, not repeated.
 */
sealed interface RestoreStep {

  /** How long the volumes of a completed snapshot may take to appear in memory. */
  Duration VOLUME_DELAY = Duration.ofSeconds(30);

  record TakeSafetySnapshot() implements RestoreStep {}

  /** Scale workloads to zero. */
  record StopWorkloads(List<InstallationWorkload> workloads) implements RestoreStep {}

  record Delete(List<InstallationWorkload> workloads, List<VolumeClaim> claims)
      implements RestoreStep {}

  /** Create the Restore in Velero. */
  record CreateRestore() implements RestoreStep {}

  /** Scale a workload to its earlier number of pods. */
  record StartWorkloads(List<Start> workloads) implements RestoreStep {

    record Start(InstallationWorkload workload, int replicas) {}
  }

  record Proceed(Step to) implements RestoreStep {}

  /** Wait, and check again. */
  record Wait(String why) implements RestoreStep {}

  /** Wait until a user retries or cancels. */
  record Pause(String why) implements RestoreStep {}

  record EndCanceled(String how) implements RestoreStep {}

  /** Record how Velero's restore ended. */
  record Finish(Restore restore) implements RestoreStep {}

  /** Returns the next step of a restore that is running or being canceled. */
  static RestoreStep next(RestoreOperation operation, RestoreFacts facts) {
    if (operation.state() == RestoreOperation.State.CANCELING) {
      return cancel(operation, facts);
    }
    return switch (operation.step()) {
      case SAFETY_SNAPSHOT -> safetySnapshot(operation, facts);
      case STOP_WORKLOADS -> stopWorkloads(operation, facts);
      case DELETE -> delete(operation, facts);
      case CREATE_RESTORE -> facts.restore() == null ? new CreateRestore() : new Proceed(Step.WAIT);
      case WAIT -> awaitRestore(operation, facts);
      case DONE -> new Wait("");
    };
  }

  private static RestoreStep safetySnapshot(RestoreOperation operation, RestoreFacts facts) {
    if (operation.safety() == null) {
      return new Proceed(operation.firstChange());
    }
    @Nullable Backup backup = facts.safety();
    if (backup == null) {
      return new TakeSafetySnapshot();
    }
    String name = "The safety snapshot " + backup.name();
    return switch (backup.state()) {
      case QUEUED, RUNNING ->
          new Wait(
              name
                  + " is "
                  + phase(backup.status().phaseText())
                  + (facts.runningBackup().isEmpty()
                      ? "."
                      : ". The snapshot " + facts.runningBackup() + " is in progress, too."));
      case COMPLETED -> completed(operation, backup, facts);
      case PARTIAL, FAILED, DELETING, UNKNOWN ->
          new Pause(
              name
                  + " is "
                  + phase(backup.status().phaseText())
                  + (backup.status().failureReason().isEmpty()
                      ? ". "
                      : ": " + backup.status().failureReason() + ". ")
                  + "The restore was not started, and nothing was changed. Retry takes another"
                  + " one.");
    };
  }

  private static RestoreStep completed(
      RestoreOperation operation, Backup backup, RestoreFacts facts) {
    if (facts.missingVolumes().isEmpty()) {
      return new Proceed(operation.firstChange());
    }
    @Nullable Instant completedAt = backup.status().completedAt();
    return completedAt != null && completedAt.plus(VOLUME_DELAY).isAfter(facts.now())
        ? new Wait("Checking the volumes of the safety snapshot " + backup.name() + ".")
        : new Pause(
            ("The safety snapshot %s is incomplete: the data of %s is missing. The restore was"
                    + " not started, and nothing was changed. Retry takes another one.")
                .formatted(backup.name(), String.join(", ", facts.missingVolumes())));
  }

  private static RestoreStep stopWorkloads(RestoreOperation operation, RestoreFacts facts) {
    Optional<String> replaced = replacedWorkload(operation, facts);
    if (replaced.isPresent()) {
      return changed(replaced.get());
    }
    if (!facts.runningBackup().isEmpty()) {
      return new Wait(
          "Waiting until the snapshot %s has finished. Stopping workloads would make it incomplete."
              .formatted(facts.runningBackup()));
    }
    List<InstallationWorkload> present = present(operation, facts);
    List<InstallationWorkload> running =
        present.stream().filter(workload -> workload.replicas() > 0).toList();
    if (!running.isEmpty()) {
      return new StopWorkloads(running);
    }
    List<String> stopping =
        present.stream()
            .filter(workload -> workload.pods() > 0)
            .map(InstallationWorkload::reference)
            .toList();
    return stopping.isEmpty()
        ? new Proceed(Step.DELETE)
        : new Wait("Waiting until the pods of " + beginning(stopping) + " have stopped.");
  }

  private static RestoreStep delete(RestoreOperation operation, RestoreFacts facts) {
    Optional<String> replaced =
        replacedWorkload(operation, facts).or(() -> replacedClaim(operation, facts));
    if (replaced.isPresent()) {
      return changed(replaced.get());
    }
    List<InstallationWorkload> workloads = present(operation, facts);
    List<VolumeClaim> claims =
        facts.claims().stream()
            .filter(claim -> operation.plan().claims().stream().anyMatch(one -> one.isSame(claim)))
            .toList();
    List<InstallationWorkload> remaining =
        workloads.stream().filter(one -> one.metadata().deletedAt() == null).toList();
    List<VolumeClaim> kept =
        claims.stream().filter(one -> one.metadata().deletedAt() == null).toList();
    if (!remaining.isEmpty() || !kept.isEmpty()) {
      return new Delete(remaining, kept);
    }
    if (workloads.isEmpty() && claims.isEmpty()) {
      return new Proceed(Step.CREATE_RESTORE);
    }
    return new Wait(
        workloads.isEmpty()
            ? "Waiting until Kubernetes has deleted the volume claims "
                + beginning(claims.stream().map(VolumeClaim::name).toList())
                + "."
                + (facts.users().isEmpty()
                    ? ""
                    : " They are in use by the pods " + beginning(facts.users()) + ".")
            : "Waiting until Kubernetes has deleted "
                + beginning(workloads.stream().map(InstallationWorkload::reference).toList())
                + ".");
  }

  private static RestoreStep awaitRestore(RestoreOperation operation, RestoreFacts facts) {
    @Nullable Restore restore = facts.restore();
    if (restore == null) {
      return new Pause(
          "The Restore "
              + operation.restore().name()
              + " no longer exists in Velero, so its outcome is unknown. Check the installation."
              + " Retry restores the snapshot again.");
    }
    return switch (restore.phase()) {
      case COMPLETED, PARTIALLY_FAILED -> new Finish(restore);
      case FAILED, FAILED_VALIDATION ->
          new Pause(
              "Velero reports "
                  + restore.phaseText()
                  + (RestoreOutcome.failure(restore).isEmpty()
                      ? ". "
                      : ": " + RestoreOutcome.failure(restore) + ". ")
                  + "Retry creates another Restore.");
      case NEW,
          IN_PROGRESS,
          WAITING_FOR_PLUGIN_OPERATIONS,
          WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
          FINALIZING,
          FINALIZING_PARTIALLY_FAILED,
          UNKNOWN ->
          new Wait(facts.causes().isEmpty() ? "" : String.join(" ", facts.causes()));
    };
  }

  private static RestoreStep cancel(RestoreOperation operation, RestoreFacts facts) {
    if (operation.step() == Step.CREATE_RESTORE && facts.restore() != null) {
      // its creation had no response
      return new Proceed(Step.WAIT);
    }
    if (operation.step() == Step.SAFETY_SNAPSHOT) {
      return new EndCanceled(
          "Nothing was changed." + (facts.safety() == null ? "" : " The safety snapshot stays."));
    }
    if (operation.step() == Step.WAIT) {
      return new EndCanceled("Velero's restore has ended; what it created stays.");
    }
    if (operation.mode() == RestoreMode.MERGE) {
      return new EndCanceled("Nothing was changed.");
    }
    return hasDeleted(operation, facts)
        ? new EndCanceled(
            "Objects were deleted before it was canceled. Restore the snapshot again to create"
                + " them.")
        : start(operation, facts);
  }

  private static RestoreStep start(RestoreOperation operation, RestoreFacts facts) {
    List<StartWorkloads.Start> stopped =
        operation.plan().workloads().stream()
            .flatMap(
                planned ->
                    facts.workloads().stream()
                        .filter(planned::isSame)
                        .filter(workload -> workload.replicas() < planned.replicas())
                        .map(workload -> new StartWorkloads.Start(workload, planned.replicas())))
            .toList();
    return stopped.isEmpty()
        ? new EndCanceled("Nothing was deleted, and the workloads were started again.")
        : new StartWorkloads(stopped);
  }

  private static boolean hasDeleted(RestoreOperation operation, RestoreFacts facts) {
    return operation.plan().workloads().stream()
            .anyMatch(
                planned ->
                    facts.workloads().stream()
                        .noneMatch(
                            one -> planned.isSame(one) && one.metadata().deletedAt() == null))
        || operation.plan().claims().stream()
            .anyMatch(
                planned ->
                    facts.claims().stream()
                        .noneMatch(
                            one -> planned.isSame(one) && one.metadata().deletedAt() == null));
  }

  private static List<InstallationWorkload> present(
      RestoreOperation operation, RestoreFacts facts) {
    return facts.workloads().stream()
        .filter(
            workload -> operation.plan().workloads().stream().anyMatch(one -> one.isSame(workload)))
        .toList();
  }

  private static Optional<String> replacedWorkload(RestoreOperation operation, RestoreFacts facts) {
    return operation.plan().workloads().stream()
        .filter(planned -> facts.workloads().stream().anyMatch(planned::isReplacedBy))
        .map(PlannedWorkload::reference)
        .findFirst();
  }

  private static Optional<String> replacedClaim(RestoreOperation operation, RestoreFacts facts) {
    return operation.plan().claims().stream()
        .filter(planned -> facts.claims().stream().anyMatch(planned::isReplacedBy))
        .map(PlannedClaim::name)
        .map("volume claim "::concat)
        .findFirst();
  }

  private static Pause changed(String object) {
    return new Pause(
        "Something else created "
            + object
            + " again since the restore was confirmed, so it was not deleted. Find out what"
            + " creates it, such as Helm or an operator, and stop that. Then delete it and retry.");
  }

  private static String phase(String text) {
    return Objects.requireNonNullElse(text, "").isEmpty() ? "New" : text;
  }

  private static String beginning(List<String> names) {
    int max = 5;
    return names.size() <= max
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, max)) + " and " + (names.size() - max) + " more";
  }
}
