package dev.signalbox.velero.files;

import dev.signalbox.velero.diagnosis.DownloadDiagnosis;

/** A file of a backup can't be downloaded. */
public final class DownloadFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DownloadDiagnosis diagnosis;

  /**
   * @param response response of the storage or of Kubernetes, or the network error
   */
  public DownloadFailedException(DownloadDiagnosis diagnosis, String response) {
    super(response);
    this.diagnosis = diagnosis;
  }

  public DownloadDiagnosis diagnosis() {
    return diagnosis;
  }
}
