package dev.signalbox.velero;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code status.phase} of a PodVolumeBackup, PodVolumeRestore, DataUpload or DataDownload. Velero
 * 1.16 and older use only New, InProgress, Completed and Failed for pod volumes.
 */
public enum TransferPhase {
  NEW("New"),
  ACCEPTED("Accepted"),
  PREPARED("Prepared"),
  IN_PROGRESS("InProgress"),
  CANCELING("Canceling"),
  CANCELED("Canceled"),
  COMPLETED("Completed"),
  FAILED("Failed"),
  UNKNOWN("");

  private static final Map<String, TransferPhase> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TransferPhase::text, p -> p));

  private final String text;

  TransferPhase(String text) {
    this.text = text;
  }

  /** Parses a phase. An empty text is a new object that no node agent has seen yet. */
  public static TransferPhase of(String text) {
    return text.isEmpty() ? NEW : BY_TEXT.getOrDefault(text, UNKNOWN);
  }

  /** Returns Velero's text of the phase; empty for {@link #UNKNOWN}. */
  public String text() {
    return text;
  }

  /** Returns whether the transfer waits for a node agent. */
  public boolean isWaiting() {
    return this == NEW || this == ACCEPTED || this == PREPARED;
  }

  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELED;
  }
}
