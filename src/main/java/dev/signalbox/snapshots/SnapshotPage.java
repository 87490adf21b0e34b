package dev.signalbox.snapshots;

import dev.signalbox.snapshots.SnapshotFacts.Fact;
import dev.signalbox.snapshots.history.VolumeHistory;
import dev.signalbox.snapshots.history.VolumeId;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.BackupCompleteness;
import dev.signalbox.velero.coverage.BackupCompleteness.MissingVolume;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.PodVolumes.VolumeType;
import dev.signalbox.velero.diagnosis.StuckCause;
import dev.signalbox.velero.progress.TransferTotals;
import dev.signalbox.velero.request.KubectlCommands;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ShellQuoting;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * View model of one snapshot.
 *
 * @param failure reason of a failure as Velero reports it; otherwise empty
 * @param causes why it doesn't progress; none if it progresses
 * @param retry the link to the page that retries a deletion which did not finish
 * @param missing volumes whose data is missing in a completed snapshot
 * @param hasFiles whether Velero has written the log and the results
 * @param kept whether it is exempt from the retention rules
 * @param hasSnapshots whether volumes were saved as snapshots, which only a file describes
 */
record SnapshotPage(
    String name,
    String url,
    StatusLabel status,
    String phase,
    String summary,
    String origin,
    String failure,
    List<StuckCause> causes,
    ActionButton retry,
    List<MissingVolume> missing,
    List<Fact> facts,
    List<Fact> contents,
    VolumesPanel volumes,
    boolean hasFiles,
    boolean hasSnapshots,
    List<String> commands,
    boolean kept,
    FreshnessBanner freshness) {

  /**
   * The volumes.
   *
   * @param lines volumes with a claim first
   * @param summary totals in words
   * @param hasUploads whether Velero reports the uploaded bytes
   */
  record VolumesPanel(List<VolumeLine> lines, String summary, boolean hasUploads) {

    static VolumesPanel of(List<VolumeBackup> volumes, VeleroState velero, VolumeHistory history) {
      TransferTotals totals =
          TransferTotals.of(volumes.stream().map(VolumeBackup::status).toList());
      @Nullable Long uploaded = TransferTotals.uploadedBytes(volumes);
      StringJoiner summary = new StringJoiner(" · ");
      summary.add(volumes.size() == 1 ? "1 volume" : "%,d volumes".formatted(volumes.size()));
      if (!volumes.isEmpty()) {
        summary.add("volume data " + ByteSize.of(totals.progress().size()));
      }
      if (uploaded != null) {
        summary.add("uploaded this time " + ByteSize.of(uploaded));
      }
      if (totals.failed() > 0) {
        summary.add(totals.failed() + " failed");
      }
      Set<String> emptyDirs = emptyDirs(velero.pods());
      return new VolumesPanel(
          volumes.stream()
              .sorted(Comparator.comparing(volume -> !volume.hasClaim()))
              .map(
                  volume ->
                      VolumeLine.of(
                          volume,
                          type(volume, emptyDirs),
                          velero.bytesPerSecond(volume),
                          history.growth(VolumeId.of(volume))))
              .toList(),
          summary.toString(),
          volumes.stream().anyMatch(volume -> volume.incrementalBytes() != null));
    }

    private static String type(VolumeBackup volume, Set<String> emptyDirs) {
      if (volume.hasClaim()) {
        return "";
      }
      return emptyDirs.contains(key(volume.namespace(), volume.podName(), volume.volume()))
          ? "emptyDir"
          : "volume without a claim";
    }

    /** Velero doesn't record the type of a volume; the pods of today have it. */
    private static Set<String> emptyDirs(List<PodVolumes> pods) {
      return pods.stream()
          .flatMap(
              pod ->
                  pod.volumes().stream()
                      .filter(volume -> volume.type() == VolumeType.EMPTY_DIR)
                      .map(
                          volume ->
                              key(
                                  pod.metadata().namespace(),
                                  pod.metadata().name(),
                                  volume.name())))
          .collect(Collectors.toSet());
    }

    private static String key(String namespace, String pod, String volume) {
      return namespace + "/" + VolumeBackup.workload(pod) + "/" + volume;
    }
  }

  static SnapshotPage of(
      Backup backup,
      VeleroInventory inventory,
      VeleroState velero,
      VolumeHistory history,
      @Nullable CurrentUser user,
      Clock clock) {
    List<VolumeBackup> volumes = velero.volumes(backup);
    VolumesPanel panel = VolumesPanel.of(volumes, velero, history);
    return new SnapshotPage(
        backup.name(),
        SnapshotLinks.show(backup.name()),
        SnapshotText.status(backup, inventory.isIncomplete(backup)),
        SnapshotText.phase(backup),
        summary(backup, volumes, clock),
        ClusterOrigin.sentence(backup, velero.cluster()),
        failure(backup),
        velero.diagnose(backup),
        new ActionButton("Retry deletion", user == null ? null : user.readOnlyReason()),
        missing(backup, velero),
        SnapshotFacts.origin(backup, clock),
        SnapshotFacts.contents(backup, clock),
        panel,
        backup.status().phase().hasLog(),
        backup.status().volumeSnapshots().attempted()
                + backup.status().csiVolumeSnapshots().attempted()
            > 0,
        commands(backup),
        backup.isKept(),
        velero.freshness());
  }

  /** Returns the link to the page that restores it. */
  public ActionButton restore() {
    BackupPhase known = BackupPhase.of(phase);
    return new ActionButton(
        "Restore snapshot",
        known == BackupPhase.COMPLETED || known == BackupPhase.PARTIALLY_FAILED
            ? null
            : "Only snapshots that are Completed or PartiallyFailed can be restored.");
  }

  public String restoreUrl() {
    return "/restores/new?snapshot=" + UriUtils.encodeQueryParam(name, StandardCharsets.UTF_8);
  }

  /** Returns the text of the link to the page that deletes it. */
  public String deletionLabel() {
    return BackupPhase.of(phase) == BackupPhase.DELETING || isDeletionStuck()
        ? "Retry deletion"
        : "Delete snapshot";
  }

  /** Returns whether a deletion failed or was abandoned, so that it has to be started again. */
  public boolean isDeletionStuck() {
    return causes.stream().anyMatch(StuckCause::isOfDeletion);
  }

  /** Returns whether Velero ended it without some items or volumes. */
  public boolean isPartial() {
    return BackupPhase.of(phase) == BackupPhase.PARTIALLY_FAILED;
  }

  /** Returns the title of the causes. */
  public String causesTitle() {
    return isDeletionStuck()
        ? "Why the deletion does not finish"
        : isActive() ? "Why it does not progress" : "Cause";
  }

  /** Returns whether it is running, so that its log is only in the log of the server. */
  public boolean isActive() {
    return !hasFiles;
  }

  private static String summary(Backup backup, List<VolumeBackup> volumes, Clock clock) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(SnapshotText.label(backup.kind()).toLowerCase(Locale.ROOT));
    summary.add(
        backup.scheduleName().isEmpty()
            ? SnapshotText.label(backup.trigger())
            : "schedule " + backup.scheduleName());
    @Nullable Duration duration = backup.duration(clock.instant());
    if (duration != null) {
      summary.add(
          (backup.state() == SnapshotState.RUNNING ? "running for " : "took ")
              + TimestampView.formatDuration(duration));
    }
    if (!volumes.isEmpty()) {
      summary.add(
          ByteSize.of(
              TransferTotals.of(volumes.stream().map(VolumeBackup::status).toList())
                  .progress()
                  .size()));
    }
    return summary.toString();
  }

  private static String failure(Backup backup) {
    StringJoiner failure = new StringJoiner("; ");
    Stream.concat(
            Stream.of(backup.status().failureReason()), backup.status().validationErrors().stream())
        .filter(text -> !text.isEmpty())
        .forEach(failure::add);
    return failure.toString();
  }

  private static List<MissingVolume> missing(Backup backup, VeleroState velero) {
    return velero.contents(backup) instanceof BackupCompleteness.Incomplete incomplete
        ? incomplete.missing()
        : List.of();
  }

  private static List<String> commands(Backup backup) {
    String namespace = backup.metadata().namespace();
    return backup.status().phase().hasLog()
        ? List.of(
            VeleroCommands.describeBackup(backup),
            VeleroCommands.backupLogs(backup),
            KubectlCommands.show(VeleroResource.BACKUP, backup.metadata()))
        : List.of(
            VeleroCommands.describeBackup(backup),
            "kubectl --namespace "
                + ShellQuoting.of(namespace)
                + " logs deployment/velero | grep "
                + ShellQuoting.of("backup=" + namespace + "/" + backup.name()),
            KubectlCommands.show(VeleroResource.BACKUP, backup.metadata()));
  }
}
