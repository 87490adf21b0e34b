package dev.signalbox.artifacts.policy;

/**
 * The decision about a file.
 *
 * @param contentType the value of the header {@code Content-Type}. A download is always {@code
 *     application/octet-stream}: browsers neither render nor execute it, whatever loads it.
 * @param reason why, as a sentence
 */
public record ContentDecision(Disposition disposition, String contentType, String reason) {

  static final String PLAIN_TEXT = "text/plain; charset=utf-8";
  static final String DOWNLOAD = "application/octet-stream";

  static ContentDecision plainText(String reason) {
    return new ContentDecision(Disposition.PLAIN_TEXT, PLAIN_TEXT, reason);
  }

  /** The file is saved. */
  public static ContentDecision download(String reason) {
    return new ContentDecision(Disposition.DOWNLOAD, DOWNLOAD, reason);
  }
}
