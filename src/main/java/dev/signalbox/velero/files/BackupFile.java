package dev.signalbox.velero.files;

import dev.signalbox.velero.diagnosis.DownloadDiagnosis;
import java.nio.file.Path;
import java.time.Instant;

/** A file of a backup on this instance. */
public sealed interface BackupFile {

  /** It is being downloaded. */
  record Pending(Instant since) implements BackupFile {}

  /**
   * It was downloaded.
   *
   * @param path the file, compressed with gzip; deleted some time after its last use
   */
  record Ready(Path path) implements BackupFile {}

  /**
   * It can't be downloaded. The next request after 30 s tries again.
   *
   * @param response response of the storage or of Kubernetes, or the network error
   */
  record Failed(DownloadDiagnosis diagnosis, String response, Instant at) implements BackupFile {}
}
