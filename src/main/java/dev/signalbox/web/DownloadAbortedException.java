package dev.signalbox.web;

/**
 * Thrown when a download ends before its file is complete, for a known reason. The connection is
 * closed, so that the client detects it. Unchecked, because writers ignore I/O errors.
 */
public final class DownloadAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param why a sentence
   */
  public DownloadAbortedException(String why) {
    super(why);
  }

  /** Creates the exception for a remote system that failed. */
  public DownloadAbortedException(String why, Throwable cause) {
    super(why, cause);
  }
}
