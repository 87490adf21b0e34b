package dev.signalbox.velero.diagnosis;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the transfer of a volume makes progress.
 *
 * @param createdAt creation of the custom resource
 * @param progressedAt when the number of bytes last changed, as Signalbox observed it; null if it
 *     didn't observe the transfer
 */
public record TransferDiagnosis(
    String volume,
    @Nullable Instant createdAt,
    @Nullable Instant progressedAt,
    TransferStatus status) {

  static final Duration MAX_WAIT = Duration.ofMinutes(10);
  static final Duration MAX_PAUSE = Duration.ofMinutes(15);

  /** Returns the volume with a reason if it is stalled, or null. */
  @Nullable StalledVolume stalled(DiagnosisInput velero) {
    if (status.phase().isWaiting() && isOlder(createdAt, MAX_WAIT, velero.now())) {
      return found(
          "It has been %s for more than %s min. %s"
              .formatted(text(), MAX_WAIT.toMinutes(), agent(velero)));
    }
    @Nullable Instant last = progressedAt == null ? status.startedAt() : progressedAt;
    return status.phase() == TransferPhase.IN_PROGRESS && isOlder(last, MAX_PAUSE, velero.now())
        ? found("No bytes were transferred for " + MAX_PAUSE.toMinutes() + " min. " + agent(velero))
        : null;
  }

  private StalledVolume found(String reason) {
    return new StalledVolume(volume, status.node(), reason.strip());
  }

  private String text() {
    return status.phase().text();
  }

  private String agent(DiagnosisInput velero) {
    if (status.node().isEmpty()) {
      return "No node is assigned.";
    }
    @Nullable NodeAgent found = null;
    for (NodeAgent agent : velero.agents()) {
      if (agent.node().equals(status.node())) {
        if (agent.ready()) {
          return "The node agent " + agent.pod() + " is ready; check its log.";
        }
        found = agent;
      }
    }
    if (found == null) {
      return "There is no node agent on " + status.node() + ".";
    }
    return "The node agent "
        + found.pod()
        + " on "
        + status.node()
        + " is not ready"
        + (found.reason().isEmpty() ? "." : ": " + found.reason());
  }

  private static boolean isOlder(@Nullable Instant time, Duration age, Instant now) {
    return time != null && time.plus(age).isBefore(now);
  }
}
