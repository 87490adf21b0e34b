package dev.signalbox.velero.diagnosis;

import dev.signalbox.velero.BackupPhase;
import org.jspecify.annotations.Nullable;

/** Why a file of a backup can't be downloaded. Texts are full sentences for the interface. */
public sealed interface DownloadDiagnosis {

  String explanation();

  String remedy();

  /** Something in the cluster prevents Velero from processing the request. */
  record ClusterProblem(StuckCause cause) implements DownloadDiagnosis {
    @Override
    public String explanation() {
      return cause.explanation();
    }

    @Override
    public String remedy() {
      return cause.remedy();
    }
  }

  /**
   * The download request could not be created or read.
   *
   * @param tried the operation, to be read after "Tried to"
   * @param remedy full sentences
   */
  record RequestFailed(String tried, String remedy) implements DownloadDiagnosis {
    @Override
    public String explanation() {
      return "Could not " + tried + ".";
    }
  }

  /** A problem with the file or its URL. */
  enum FileProblem implements DownloadDiagnosis {
    /** Velero writes the file at the end of a backup. */
    NOT_WRITTEN_YET(
        "Velero uploads this file when the backup has finished.",
        "Until then, read the log of the Velero server."),
    BACKUP_MISSING("The backup no longer exists.", "Reload the list of snapshots."),
    NOT_PROCESSED(
        "Velero did not process the download request within the time limit.",
        "Check the log of the Velero server. The request contains no reason."),
    NOT_FOUND(
        "The file does not exist in the object storage (404).",
        "The backup ended before Velero wrote it, or the bucket was changed."),
    FORBIDDEN(
        "The object storage refused the signed URL (403).",
        "Check the clocks of Velero and the storage, and proxies that change the query. The URL is"
            + " valid for 10 minutes."),
    UNREACHABLE(
        "The host of the signed URL is not reachable from Signalbox.",
        "Set publicUrl in the config of the storage location if s3Url is a name within the"
            + " cluster."),
    HOST_NOT_ALLOWED(
        "Signalbox did not download the file: the host of the signed URL is not that of the storage"
            + " location.",
        "Set s3Url or publicUrl in the config of the storage location to the host of the storage."),
    UNTRUSTED(
        "The certificate of the object storage is not trusted.",
        "Add its CA certificate to the storage location (caCert). Signalbox doesn't read one in a"
            + " Secret (caCertRef)."),
    TOO_LARGE("The file exceeds the size limit of Signalbox.", "Download it with the velero CLI."),
    NO_SPACE(
        "Signalbox could not store the file temporarily.",
        "Check the free space and the permissions of the folder for temporary files."),
    OTHER("The object storage returned an unexpected response.", "Check the log of Signalbox.");

    private final String explanation;
    private final String remedy;

    FileProblem(String explanation, String remedy) {
      this.explanation = explanation;
      this.remedy = remedy;
    }

    @Override
    public String explanation() {
      return explanation;
    }

    @Override
    public String remedy() {
      return remedy;
    }
  }

  /**
   * Returns why Velero doesn't process a request; it leaves one without a message if the backup is
   * missing or the storage can't be opened.
   *
   * @param phase phase of the backup; null if it doesn't exist
   * @param storageLocation location of the backup
   */
  static DownloadDiagnosis unprocessed(
      DiagnosisInput velero, @Nullable BackupPhase phase, String storageLocation) {
    @Nullable StuckCause down = velero.serverDown();
    if (down != null) {
      return new ClusterProblem(down);
    }
    if (phase == null) {
      return FileProblem.BACKUP_MISSING;
    }
    @Nullable StuckCause location = velero.unusable(storageLocation, false);
    if (location != null) {
      return new ClusterProblem(location);
    }
    return phase.hasLog() ? FileProblem.NOT_PROCESSED : FileProblem.NOT_WRITTEN_YET;
  }

  /** Returns why the storage didn't send the file, by its HTTP status. */
  static DownloadDiagnosis ofStatus(int status) {
    return switch (status) {
      case 404 -> FileProblem.NOT_FOUND;
      case 401, 403 -> FileProblem.FORBIDDEN;
      default -> FileProblem.OTHER;
    };
  }

  /** Returns why the connection failed, by the message of the failure. */
  static DownloadDiagnosis ofFailure(String message) {
    return message.matches("(?is).*(?:certificat|x509|PKIX|SSL|trust).*")
        ? FileProblem.UNTRUSTED
        : FileProblem.UNREACHABLE;
  }
}
