package dev.signalbox.restores;

import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.restores.RestorePlan.PlannedWorkload;
import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.VolumeLine;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.request.KubectlCommands;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of one restore. Its URL is permanent.
 *
 * @param snapshotUrl null if the snapshot no longer exists
 * @param phase Velero's phase; empty until the Restore exists
 * @param note why it waits or is paused, or how it ended; may be empty
 * @param unrecorded whether it is known from Velero only
 * @param steps none unless Signalbox runs it
 * @param percent restored items in percent, or null while the number of items is unknown
 * @param noVolumes why no volume is listed
 * @param deleted objects that the user confirmed to delete
 * @param after what remains to be done, or null
 * @param safety name of the snapshot taken before; empty if none
 * @param undoUrl page that restores the safety snapshot, or null
 * @param hasFiles whether Velero has written the log and the results
 */
record RestorePage(
    String id,
    String url,
    String name,
    String snapshot,
    @Nullable String snapshotUrl,
    StatusLabel status,
    String phase,
    String note,
    boolean paused,
    boolean unrecorded,
    List<StepRow> steps,
    List<Fact> facts,
    @Nullable Integer percent,
    String items,
    List<VolumeRow> volumes,
    String volumeSummary,
    String noVolumes,
    List<String> causes,
    List<String> deleted,
    @Nullable AfterRestore after,
    String safety,
    @Nullable String undoUrl,
    boolean hasFiles,
    @Nullable ActionButton retry,
    @Nullable ActionButton cancel,
    List<String> commands,
    FreshnessBanner freshness) {

  /** A step and how far it is. */
  record StepRow(String title, StatusLabel status) {}

  /** A label and a value, which is a text, a link or a time. */
  record Fact(String label, String text, @Nullable String url, @Nullable TimestampView time) {}

  static RestorePage of(
      RestoreLookup.Found found,
      @Nullable AfterRestore after,
      VeleroState velero,
      CurrentUser user,
      Clock clock) {
    @Nullable RestoreOperation operation = found.operation();
    @Nullable Restore restore = found.restore();
    List<VolumeRestore> volumes = restore == null ? List.of() : velero.volumes(restore);
    @Nullable RestoreOutcome outcome =
        operation != null && operation.outcome() != null
            ? operation.outcome()
            : restore == null ? null : RestoreOutcome.of(restore, volumes);
    boolean snapshotExists = velero.inventory().backup(found.snapshot()).isPresent();
    boolean isPaused = operation != null && operation.state() == State.PAUSED;
    return new RestorePage(
        found.id(),
        "/restores/" + found.id(),
        found.name(),
        found.snapshot(),
        snapshotExists ? SnapshotLinks.show(found.snapshot()) : null,
        operation != null
            ? RestoreText.status(operation)
            : restore == null ? StatusLabel.unknown("Unknown") : RestoreText.status(restore),
        restore != null ? RestoreText.phase(restore) : outcome == null ? "" : outcome.phase(),
        operation == null ? "" : operation.note(),
        isPaused,
        operation == null,
        operation == null ? List.of() : steps(operation),
        facts(found, outcome, clock),
        percent(outcome),
        outcome == null || outcome.totalItems() == 0
            ? ""
            : "%,d of %,d items".formatted(outcome.itemsRestored(), outcome.totalItems()),
        volumes.stream().map(VolumeRow::of).toList(),
        volumeSummary(outcome),
        noVolumes(found, outcome),
        restore == null || restore.state().isFinal()
            ? List.of()
            : velero.diagnose(restore).stream()
                .map(cause -> cause.explanation() + " " + cause.remedy())
                .toList(),
        operation == null ? List.of() : deleted(operation),
        after,
        found.safetySnapshot(),
        undoUrl(found, velero),
        restore != null && restore.phase().hasLog() && snapshotExists,
        isPaused ? ActionButton.of("Retry", user, null) : null,
        operation != null && operation.isCancelable()
            ? ActionButton.of("Cancel restore", user, null)
            : null,
        restore == null ? List.of() : commands(restore),
        velero.freshness());
  }

  private static List<StepRow> steps(RestoreOperation operation) {
    return Arrays.stream(Step.values())
        .filter(step -> step != Step.DONE)
        .filter(step -> step != Step.SAFETY_SNAPSHOT || operation.safety() != null)
        .filter(
            step ->
                operation.mode() == RestoreMode.REPLACE
                    || (step != Step.STOP_WORKLOADS && step != Step.DELETE))
        .map(step -> new StepRow(RestoreText.label(step), status(step, operation)))
        .toList();
  }

  private static StatusLabel status(Step step, RestoreOperation operation) {
    int order = step.compareTo(operation.step());
    if (order < 0) {
      return StatusLabel.ok("Done");
    }
    if (order > 0) {
      return operation.state().isFinal()
          ? StatusLabel.off("Not started")
          : new StatusLabel(StatusTone.IDLE, "clock", "Not started");
    }
    return RestoreText.status(operation);
  }

  private static List<Fact> facts(
      RestoreLookup.Found found, @Nullable RestoreOutcome outcome, Clock clock) {
    List<Fact> facts = new ArrayList<>();
    @Nullable RestoreOperation operation = found.operation();
    @Nullable Restore restore = found.restore();
    if (operation != null) {
      text(facts, "Existing objects", operation.mode().label());
      text(facts, "Reason", operation.reason());
      text(facts, "Started by", operation.startedBy());
      time(facts, "Requested", TimestampView.of(operation.createdAt(), clock));
      if (operation.undoOf() != null) {
        facts.add(
            new Fact("Undo of", "the earlier restore", "/restores/" + operation.undoOf(), null));
      }
    } else if (restore != null) {
      text(
          facts,
          "Started by",
          restore.requestedBy().isEmpty() ? "outside Signalbox" : restore.requestedBy());
      text(facts, "Reason", restore.metadata().annotation(SignalboxLabels.REASON));
      text(facts, "Namespaces", String.join(", ", restore.includedNamespaces()));
    }
    if (outcome != null) {
      time(facts, "Started in Velero", TimestampView.ofNullable(outcome.startedAt(), clock));
      time(facts, "Completed in Velero", TimestampView.ofNullable(outcome.completedAt(), clock));
      text(facts, "Failure", outcome.failure());
      addProblems(facts, found, outcome);
    }
    if (operation != null) {
      time(facts, "Ended", TimestampView.ofNullable(operation.endedAt(), clock));
    }
    return List.copyOf(facts);
  }

  private static void addProblems(
      List<Fact> facts, RestoreLookup.Found found, RestoreOutcome outcome) {
    String problems = RestoreText.problems(outcome.errors(), outcome.warnings());
    if (found.restore() != null && found.restore().phase().hasLog() && !problems.isEmpty()) {
      facts.add(
          new Fact("Errors and warnings", problems, "/restores/" + found.id() + "/results", null));
    } else {
      text(facts, "Errors and warnings", problems);
    }
  }

  private static void text(List<Fact> facts, String label, String text) {
    if (!text.isEmpty()) {
      facts.add(new Fact(label, text, null, null));
    }
  }

  private static void time(List<Fact> facts, String label, @Nullable TimestampView time) {
    if (time != null) {
      facts.add(new Fact(label, "", null, time));
    }
  }

  private static @Nullable Integer percent(@Nullable RestoreOutcome outcome) {
    return outcome == null || outcome.totalItems() == 0
        ? null
        : (int) Math.min(100, 100 * outcome.itemsRestored() / outcome.totalItems());
  }

  private static String volumeSummary(@Nullable RestoreOutcome outcome) {
    return outcome == null || outcome.volumes() == 0
        ? "No volumes"
        : (outcome.volumes() == 1 ? "1 volume" : outcome.volumes() + " volumes")
            + " · "
            + ByteSize.of(outcome.volumeBytes());
  }

  private static String noVolumes(RestoreLookup.Found found, @Nullable RestoreOutcome outcome) {
    @Nullable RestoreOperation operation = found.operation();
    @Nullable Restore restore = found.restore();
    if (outcome != null && outcome.volumes() > 0) {
      return "Velero no longer lists the volumes.";
    }
    boolean ended =
        restore != null
            ? restore.state().isFinal()
            : operation != null && operation.state().isFinal();
    if (ended) {
      return "Velero restored no files of volumes.";
    }
    return restore == null || restore.state() == SnapshotState.QUEUED
        ? "Velero has not started the restore."
        : "Velero has not restored files of volumes yet.";
  }

  private static List<String> deleted(RestoreOperation operation) {
    return Stream.concat(
            operation.plan().claims().stream().map(PlannedClaim::name).map(VolumeClaim::reference),
            operation.plan().workloads().stream().map(PlannedWorkload::reference))
        .toList();
  }

  private static @Nullable String undoUrl(RestoreLookup.Found found, VeleroState velero) {
    @Nullable RestoreOperation operation = found.operation();
    boolean ended =
        operation != null
            ? operation.state() != State.RUNNING && operation.state() != State.CANCELING
            : found.restore() != null && found.restore().state().isFinal();
    return ended
            && velero
                .inventory()
                .backup(found.safetySnapshot())
                .filter(backup -> backup.state() == SnapshotState.COMPLETED)
                .isPresent()
        ? "/restores/new?snapshot="
            + found.safetySnapshot()
            + "&mode="
            + RestoreMode.REPLACE.code()
            + (operation == null ? "" : "&undo=" + operation.id())
        : null;
  }

  private static List<String> commands(Restore restore) {
    return restore.phase().hasLog()
        ? List.of(
            VeleroCommands.describeRestore(restore),
            VeleroCommands.restoreLogs(restore),
            KubectlCommands.show(VeleroResource.RESTORE, restore.metadata()))
        : List.of(
            VeleroCommands.describeRestore(restore),
            KubectlCommands.show(VeleroResource.RESTORE, restore.metadata()));
  }

  /**
   * A volume of a restore.
   *
   * @param percent 0 to 100, or null while it isn't running or its size is unknown
   * @param progress transferred bytes; empty unless it is running
   */
  record VolumeRow(
      String key,
      String volume,
      String place,
      String node,
      StatusLabel status,
      String message,
      String size,
      @Nullable Integer percent,
      String progress) {

    static VolumeRow of(VolumeRestore volume) {
      TransferStatus status = volume.status();
      TransferProgress progress = status.progress();
      boolean running = status.phase() == TransferPhase.IN_PROGRESS;
      @Nullable Double percent = running ? progress.percent() : null;
      return new VolumeRow(
          volume.uid(),
          volume.volume(),
          volume.podName().isEmpty()
              ? volume.namespace()
              : volume.podName() + " · " + volume.namespace(),
          status.node(),
          VolumeLine.label(status),
          status.message(),
          progress.isScanning() && !status.phase().isFinal() ? "–" : ByteSize.of(progress.size()),
          percent == null ? null : (int) Math.floor(percent),
          !running || progress.isScanning()
              ? ""
              : ByteSize.of(progress.bytesDone()) + " of " + ByteSize.of(progress.totalBytes()));
    }
  }
}
