package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.diagnosis.StuckCause;
import dev.signalbox.velero.progress.TransferTotals;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Row of the list of snapshots.
 *
 * @param details second line below the name
 * @param phase Velero's text of the phase; null if it is the same as that of the status
 * @param size bytes of all volumes as text, or a dash if there are none
 * @param progress totals of the volumes; null unless it is running
 * @param percent 0 to 100, or null while the size of a volume is unknown
 * @param volumes volumes of a running snapshot, otherwise none
 * @param stuck why it does not progress, or null if it does
 */
record SnapshotLine(
    String key,
    String name,
    String url,
    String details,
    String kind,
    String trigger,
    @Nullable String scheduleUrl,
    StatusLabel status,
    @Nullable String phase,
    @Nullable TimestampView started,
    String duration,
    String size,
    @Nullable TimestampView expires,
    String expiryNote,
    @Nullable String progress,
    @Nullable Integer percent,
    List<VolumeLine> volumes,
    @Nullable String stuck) {

  static SnapshotLine of(
      SnapshotRow row, VeleroInventory inventory, VeleroState velero, Clock clock) {
    Backup backup = row.backup();
    List<VolumeBackup> volumes = velero.volumes(backup);
    TransferTotals totals = TransferTotals.of(volumes.stream().map(VolumeBackup::status).toList());
    boolean running = row.state() == SnapshotState.RUNNING;
    boolean scheduled = backup.trigger() == BackupTrigger.SCHEDULE;
    Instant now = clock.instant();
    StatusLabel status = SnapshotText.status(backup, row.incomplete());
    String phase = SnapshotText.phase(backup);
    @Nullable Duration duration = backup.duration(now);
    @Nullable Double percent = running ? totals.percent() : null;
    return new SnapshotLine(
        backup.uid(),
        backup.name(),
        SnapshotLinks.show(backup.name()),
        details(backup, inventory, velero.cluster()),
        SnapshotText.label(backup.kind()),
        scheduled && !backup.scheduleName().isEmpty()
            ? backup.scheduleName()
            : SnapshotText.label(backup.trigger()),
        scheduled && !backup.scheduleName().isEmpty()
            ? SnapshotLinks.ofSchedule(backup.scheduleName())
            : null,
        status,
        phase.equals(status.text()) ? null : phase,
        TimestampView.ofNullable(backup.sortTime(), clock),
        duration == null ? "–" : TimestampView.formatDuration(duration),
        volumes.isEmpty() ? "–" : ByteSize.of(totals.progress().size()),
        TimestampView.ofNullable(backup.status().expiresAt(), clock),
        expiryNote(backup, now),
        running ? progress(totals, volumes, velero) : null,
        percent == null ? null : (int) Math.floor(percent),
        running
            ? volumes.stream()
                .map(volume -> VolumeLine.of(volume, "", velero.bytesPerSecond(volume), null))
                .toList()
            : List.of(),
        stuck(backup, inventory, velero));
  }

  /** Returns the most important cause, except what other columns say. */
  private static @Nullable String stuck(
      Backup backup, VeleroInventory inventory, VeleroState velero) {
    if (backup.state().isFinal()
        && inventory.deleteRequests().stream().noneMatch(request -> request.isFor(backup))) {
      return null;
    }
    return velero.diagnose(backup).stream()
        .filter(cause -> !(cause instanceof StuckCause.Invalid))
        .filter(cause -> !(cause instanceof StuckCause.WaitingForGarbageCollection))
        .map(StuckCause::explanation)
        .findFirst()
        .orElse(null);
  }

  private static String details(
      Backup backup, VeleroInventory inventory, ClusterConnection cluster) {
    StringJoiner details = new StringJoiner(" · ");
    Stream.of(
            backup.reason(),
            backup.kots() == null ? "" : "taken by KOTS",
            backup.isKept() ? "kept" : "",
            ClusterOrigin.note(backup, cluster),
            backup.status().failureReason(),
            String.join("; ", backup.status().validationErrors()),
            counts(backup))
        .filter(text -> !text.isEmpty())
        .forEach(details::add);
    if (inventory.isIncomplete(backup)) {
      details.add("data of a volume is missing");
    }
    return details.toString();
  }

  private static String counts(Backup backup) {
    long errors = backup.status().errors();
    long warnings = backup.status().warnings();
    StringJoiner counts = new StringJoiner(", ");
    if (errors > 0) {
      counts.add(errors == 1 ? "1 error" : "%,d errors".formatted(errors));
    }
    if (warnings > 0) {
      counts.add(warnings == 1 ? "1 warning" : "%,d warnings".formatted(warnings));
    }
    return counts.toString();
  }

  static String expiryNote(Backup backup, Instant now) {
    if (!backup.gcFailure().isEmpty()) {
      return "can't be deleted: " + backup.gcFailure();
    }
    return backup.isExpired(now) && backup.state().isFinal() ? "waiting for deletion" : "";
  }

  private static String progress(
      TransferTotals totals, List<VolumeBackup> volumes, VeleroState velero) {
    if (totals.volumes() == 0) {
      return "no volumes yet";
    }
    StringJoiner progress = new StringJoiner(" · ");
    progress.add("%d of %d volumes".formatted(totals.finished(), totals.volumes()));
    progress.add(
        totals.scanning() > 0
            ? ByteSize.of(totals.progress().bytesDone())
            : ByteSize.of(totals.progress().bytesDone())
                + " of "
                + ByteSize.of(totals.progress().totalBytes()));
    double rate =
        volumes.stream()
            .map(velero::bytesPerSecond)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum();
    if (rate >= 1) {
      progress.add(ByteSize.of(rate) + "/s");
      if (totals.scanning() == 0) {
        long seconds = (long) Math.ceil(totals.progress().remaining() / rate);
        progress.add(TimestampView.formatDuration(Duration.ofSeconds(seconds)) + " left");
      }
    }
    return progress.toString();
  }
}
