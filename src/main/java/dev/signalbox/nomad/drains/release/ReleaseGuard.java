package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.drains.Readiness;
import java.util.Optional;

/** Whether the cluster can do without a client: ready ones must stay, and nothing must wait. */
final class ReleaseGuard {

  private ReleaseGuard() {}

  /** What speaks against it, or nothing. One that takes no builds anyway costs no capacity. */
  static Optional<String> objection(Readiness readiness, Client client, int keepReady) {
    if (!readiness.counts(client)) {
      return Optional.empty();
    }
    int left = readiness.without(client);
    if (left < keepReady) {
      return Optional.of(
          (left == 0 ? "No ready client" : left == 1 ? "1 ready client" : left + " ready clients")
              + " "
              + Readiness.kind(client)
              + " would be left; "
              + keepReady
              + " have to stay.");
    }
    if (readiness.waiting() > 0) {
      return Optional.of(
          readiness.waiting() == 1
              ? "A job waits for room."
              : readiness.waiting() + " jobs wait for room.");
    }
    return Optional.empty();
  }
}
