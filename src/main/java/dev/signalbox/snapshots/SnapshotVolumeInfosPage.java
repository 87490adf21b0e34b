package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileText;
import dev.signalbox.velero.logs.VolumeInfo;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusLabel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** View model of the volumes of a snapshot as the file of volume infos describes them. */
record SnapshotVolumeInfosPage(
    String name, String url, BackupFileState file, String message, List<Line> lines) {

  /** A volume claim. */
  record Line(String claim, String namespace, String method, StatusLabel status, String size) {

    static Line of(VolumeInfo info) {
      return new Line(
          info.claim().isEmpty() ? info.volume() : info.claim(),
          info.namespace(),
          switch (info.method()) {
            case NATIVE_SNAPSHOT -> "Native snapshot";
            case POD_VOLUME_BACKUP -> "Files";
            case CSI_SNAPSHOT -> "CSI snapshot";
            case UNKNOWN -> "–";
          },
          info.skipped()
              ? StatusLabel.off("Skipped: " + info.skippedReason())
              : info.succeeded() ? StatusLabel.ok("Completed") : StatusLabel.bad("Failed"),
          info.size() == null ? "–" : ByteSize.of(info.size()));
    }
  }

  static SnapshotVolumeInfosPage of(Backup backup, BackupFile download, Clock clock) {
    BackupFileState file =
        BackupFileState.of(download, "the volume infos of " + backup.name(), clock);
    @Nullable Path path = file.path();
    @Nullable JsonNode json = path == null ? null : BackupFileText.json(path);
    String message = path != null && json == null ? "The file of volume infos is damaged." : "";
    return new SnapshotVolumeInfosPage(
        backup.name(),
        SnapshotLinks.show(backup.name()),
        file,
        message,
        json == null ? List.of() : VolumeInfo.read(json).stream().map(Line::of).toList());
  }
}
