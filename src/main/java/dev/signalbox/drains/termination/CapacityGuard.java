package dev.signalbox.drains.termination;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.drains.DrainProperties;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.queue.WaitingReasons;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks that enough clients stay ready and that no job is queued before a release starts. */
@Component
class CapacityGuard {

  private final ClientsBeingRemoved leaving;
  private final WaitingReasons reasons;
  private final int keepReady;

  CapacityGuard(ClientsBeingRemoved leaving, WaitingReasons reasons, DrainProperties settings) {
    this.leaving = leaving;
    this.reasons = reasons;
    this.keepReady = settings.keepReady();
  }

  /** Blocks other checks until the current transaction ends. */
  void lock() {
    leaving.lock();
  }

  Optional<String> objection(ClusterSnapshot snapshot, Client client) {
    return objection(
        CapacityReserve.of(snapshot, leaving.allIds(), CapacityReserve.queuedJobs(reasons)),
        client,
        keepReady);
  }

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
