package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.diagnosis.BackupDiagnosis;
import dev.signalbox.velero.diagnosis.StuckCause;
import dev.signalbox.velero.request.VeleroCommands;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.TimestampView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that deletes a snapshot.
 *
 * @param summary phase, time and reason of the snapshot
 * @param blocker why it can't be deleted now, as a full sentence, or null
 * @param warnings what the deletion would cost or why Velero would refuse it, as full sentences
 * @param causes why an earlier deletion did not finish; none without one
 * @param confirm null while there is a blocker
 */
record DeletionPage(
    String name,
    String url,
    String uid,
    String summary,
    @Nullable String blocker,
    List<String> warnings,
    List<StuckCause> causes,
    @Nullable ConfirmPanel confirm) {

  /**
   * Creates the page.
   *
   * @param requests earlier requests to delete it, newest first
   * @param volumes number of volumes with files in the storage
   * @param denied the missing permission, if it is known to be missing
   */
  static DeletionPage of(
      Backup backup,
      VeleroInventory inventory,
      List<DeleteBackupRequest> requests,
      int volumes,
      Optional<String> denied) {
    @Nullable String blocker =
        backup.state().isActive()
            ? "The snapshot is being taken. Velero deletes it only after it has finished."
            : inventory
                .activeRestore(backup.name())
                .map(BackupDeletion::beingRestored)
                .or(() -> denied)
                .orElse(null);
    boolean retry = !requests.isEmpty() || backup.state() == SnapshotState.DELETING;
    return new DeletionPage(
        backup.name(),
        SnapshotLinks.show(backup.name()),
        backup.uid(),
        summary(backup),
        blocker,
        warnings(backup, inventory),
        retry ? causes(backup, inventory) : List.of(),
        blocker == null ? confirm(backup, volumes, retry) : null);
  }

  private static String summary(Backup backup) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(backup.status().phaseText().isEmpty() ? "New" : backup.status().phaseText());
    if (backup.status().startedAt() != null) {
      summary.add(
          "taken "
              + TimestampView.day(backup.status().startedAt())
              + ", "
              + TimestampView.timeOfDay(backup.status().startedAt()));
    }
    if (!backup.reason().isEmpty()) {
      summary.add(backup.reason());
    }
    return summary.toString();
  }

  private static ConfirmPanel confirm(Backup backup, int volumes, boolean retry) {
    String url = SnapshotLinks.show(backup.name());
    String location = backup.locationName();
    return new ConfirmPanel(
        url,
        "delete",
        (retry ? "Retry the deletion of " : "Delete ") + backup.name(),
        "Velero deletes its files"
            + (volumes == 0
                ? ""
                : volumes == 1
                    ? ", with the data of 1 volume,"
                    : ", with the data of " + volumes + " volumes,")
            + " from "
            + (location.isEmpty() ? "the storage" : "the storage location " + location)
            + ", and the restores that were made from it. This can't be undone.",
        retry ? "Retry deletion" : "Delete snapshot",
        "trash",
        url,
        backup.name(),
        VeleroCommands.deleteBackup(backup));
  }

  private static List<String> warnings(Backup backup, VeleroInventory inventory) {
    List<String> warnings = new ArrayList<>();
    @Nullable Backup last = inventory.protection().lastGood();
    if (last != null && last.uid().equals(backup.uid())) {
      warnings.add("This is the last good snapshot. Take another one first.");
    }
    if (backup.isKept()) {
      warnings.add("This snapshot is kept: it is exempt from the retention rules.");
    }
    inventory
        .location(backup.locationName())
        .map(DeletionPage::problem)
        .orElseGet(
            () ->
                Optional.of(
                    "The storage location %s does not exist. Velero refuses to delete without it."
                        .formatted(backup.locationName())))
        .ifPresent(warnings::add);
    return List.copyOf(warnings);
  }

  private static Optional<String> problem(StorageLocation location) {
    String name = "The storage location " + location.name();
    if (location.readOnly()) {
      return Optional.of(name + " is read-only. Velero refuses to delete from it.");
    }
    return location.isAvailable()
        ? Optional.empty()
        : Optional.of(name + " is not available. Velero refuses to delete from it.");
  }

  private static List<StuckCause> causes(Backup backup, VeleroInventory inventory) {
    return new BackupDiagnosis(
            inventory.view(), inventory.backups(), List.of(), inventory.deleteRequests(), null)
        .causes(backup);
  }
}
