package dev.signalbox.snapshots;

import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.TimestampView;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * State of a file of a snapshot or restore on a page.
 *
 * @param pending whether it is being downloaded
 * @param problem why it can't be downloaded, or null
 * @param path the downloaded file, or null
 */
public record BackupFileState(
    boolean pending, @Nullable ProblemPanel problem, @Nullable Path path) {

  /**
   * Returns the state of a file.
   *
   * @param contents the contents of the file, to be read after "download"
   */
  static BackupFileState of(BackupFile file, String contents, Clock clock) {
    return switch (file) {
      case BackupFile.Pending pending -> new BackupFileState(true, null, null);
      case BackupFile.Ready ready -> new BackupFileState(false, null, ready.path());
      case BackupFile.Failed failed ->
          new BackupFileState(
              false,
              new ProblemPanel(
                  failed.diagnosis().explanation(),
                  "to download " + contents,
                  failed.response(),
                  failed.diagnosis().remedy(),
                  TimestampView.of(failed.at(), clock),
                  null),
              null);
    };
  }
}
