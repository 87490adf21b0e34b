package dev.signalbox.drains.termination;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.nomad.Client;
import java.util.Optional;

/** Checks that enough clients stay ready and that no job is queued before a release starts. */
final class CapacityGuard {

  private CapacityGuard() {}

  /** The objection to a release, or empty. Releasing an ineligible client costs no capacity. */
  static Optional<String> objection(CapacityReserve reserve, Client client, int keepReady) {
    if (!reserve.includes(client)) {
      return Optional.empty();
    }
    int left = reserve.remainingWithout(client);
    if (left < keepReady) {
      return Optional.of(
          (left == 0
                  ? "No ready client"
                  : left == 1 ? "Only 1 ready client" : "Only " + left + " ready clients")
              + " "
              + CapacityReserve.describeGroup(client)
              + " would remain; the minimum is "
              + keepReady
              + ".");
    }
    if (reserve.queuedJobs() > 0) {
      return Optional.of(
          reserve.queuedJobs() == 1
              ? "1 job is queued for capacity."
              : reserve.queuedJobs() + " jobs are queued for capacity.");
    }
    return Optional.empty();
  }
}
