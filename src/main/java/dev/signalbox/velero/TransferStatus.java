package dev.signalbox.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Status that the four kinds of data transfers have in common.
 *
 * @param phaseText Velero's text, also of an unknown phase
 * @param message the error of a failed transfer
 */
public record TransferStatus(
    TransferPhase phase,
    String phaseText,
    String message,
    String node,
    @Nullable Instant startedAt,
    TransferProgress progress) {

  static TransferStatus read(ResourceJson object) {
    ResourceJson status = object.at("status");
    String phase = status.text("phase");
    String node = status.text("node");
    return new TransferStatus(
        TransferPhase.of(phase),
        phase,
        status.text("message"),
        (node.isEmpty() ? object.text("spec", "node") : node).intern(),
        status.instant("startTimestamp"),
        TransferProgress.read(status.at("progress")));
  }
}
