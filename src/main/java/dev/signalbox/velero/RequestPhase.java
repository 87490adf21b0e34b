package dev.signalbox.velero;

/** {@code status.phase} of a DeleteBackupRequest, DownloadRequest or ServerStatusRequest. */
public enum RequestPhase {
  NEW,
  IN_PROGRESS,
  PROCESSED,
  UNKNOWN;

  static RequestPhase of(String text) {
    return switch (text) {
      case "", "New" -> NEW;
      case "InProgress" -> IN_PROGRESS;
      case "Processed" -> PROCESSED;
      default -> UNKNOWN;
    };
  }
}
