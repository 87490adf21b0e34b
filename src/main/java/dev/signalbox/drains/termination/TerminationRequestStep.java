package dev.signalbox.drains.termination;

import dev.signalbox.drains.DrainProgress;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next step of a release. It is computed from the database and the snapshot only, so any
 * instance computes the same step, also after a crash.
 */
sealed interface TerminationRequestStep {

  /** Marks the client ineligible. */
  record Cordon() implements TerminationRequestStep {}

  /** Drains the client, unless Nomad has already received the request. */
  record Drain() implements TerminationRequestStep {}

  record Purge() implements TerminationRequestStep {}

  record Reached(State state) implements TerminationRequestStep {}

  /** Asks Nomad to confirm that no build is running, as the snapshot says. */
  record Confirm() implements TerminationRequestStep {}

  record Ended(State state, String note) implements TerminationRequestStep {}

  /** Waits, and records a heartbeat. */
  record InProgress(int left) implements TerminationRequestStep {}

  /**
   * Computes the next step.
   *
   * @param snapshot a fresh snapshot
   */
  static TerminationRequestStep next(
      TerminationRequest release, ClusterSnapshot snapshot, Instant now) {
    @Nullable Client client = snapshot.client(release.clientId()).orElse(null);
    List<Allocation> left = snapshot.buildsOn(release.clientId());
    return switch (release.state()) {
      case REQUESTED -> requested(release, client, snapshot);
      case CORDONED -> cordoned(release, client, snapshot);
      case DRAINING, STOPPING -> drained(release, client, left, snapshot, now);
      case SAFE -> safe(release, client, left, snapshot);
      case RELEASED -> released(client);
      case PURGED, CANCELLED, FAILED, ABANDONED -> new InProgress(0);
    };
  }

  private static TerminationRequestStep requested(
      TerminationRequest release, @Nullable Client client, ClusterSnapshot snapshot) {
    if (client == null || client.status() == ClientStatus.DOWN) {
      return terminated(release, client, snapshot, release.requestedAt());
    }
    return client.eligible() && !client.draining() ? new Cordon() : new Reached(State.CORDONED);
  }

  private static TerminationRequestStep cordoned(
      TerminationRequest release, @Nullable Client client, ClusterSnapshot snapshot) {
    return client == null || client.status() == ClientStatus.DOWN
        ? terminated(release, client, snapshot, release.requestedAt())
        : new Drain();
  }

  private static TerminationRequestStep drained(
      TerminationRequest release,
      @Nullable Client client,
      List<Allocation> left,
      ClusterSnapshot snapshot,
      Instant now) {
    DrainProgress progress =
        DrainProgress.of(client, left, release.writeIndex(), release.stateSince(), now);
    return switch (progress) {
      case DrainProgress.NotVisible notSeen -> new InProgress(left.size());
      case DrainProgress.InProgress going -> new InProgress(going.left());
      case DrainProgress.Stopping stopping ->
          release.state() == State.STOPPING
              ? new InProgress(stopping.left())
              : new Reached(State.STOPPING);
      case DrainProgress.Complete complete -> new Confirm();
      case DrainProgress.Canceled cancelled ->
          new Ended(State.FAILED, "Drain canceled outside this release.");
      case DrainProgress.Down down -> terminated(release, client, snapshot, release.requestedAt());
      case DrainProgress.Gone gone -> terminated(release, null, snapshot, release.requestedAt());
    };
  }

  private static TerminationRequestStep safe(
      TerminationRequest release,
      @Nullable Client client,
      List<Allocation> left,
      ClusterSnapshot snapshot) {
    if (client == null || client.status() == ClientStatus.DOWN) {
      return terminated(release, client, snapshot, release.stateSince());
    }
    if (client.eligible() || !left.isEmpty()) {
      return new Ended(State.FAILED, "Became eligible before it was terminated.");
    }
    return new InProgress(0);
  }

  private static TerminationRequestStep released(@Nullable Client client) {
    if (client == null) {
      return new Ended(State.PURGED, "");
    }
    return client.status() == ClientStatus.DOWN
        ? new Purge()
        : new Ended(State.FAILED, "Machine came back before the client was purged.");
  }

  /**
   * The step once the machine is terminated; it depends on whether builds were lost. Nomad reports
   * a client as down before it reports its allocations as lost.
   *
   * @param since builds that were lost earlier are ignored
   */
  private static TerminationRequestStep terminated(
      TerminationRequest release,
      @Nullable Client client,
      ClusterSnapshot snapshot,
      Instant since) {
    int running = snapshot.buildsOn(release.clientId()).size();
    if (running > 0 && client != null) {
      return new InProgress(running);
    }
    long lost =
        snapshot.allocationsOn(release.clientId()).stream()
            .filter(allocation -> !allocation.isSystem())
            .filter(allocation -> allocation.status() == AllocationStatus.LOST)
            .filter(allocation -> !allocation.modifiedAt().isBefore(since))
            .count();
    if (lost > 0 || running > 0 || (release.left() > 0 && client == null)) {
      return new Ended(
          State.ABANDONED,
          "Machine disappeared with "
              + (lost == 0 ? "builds" : lost == 1 ? "1 build" : lost + " builds")
              + " running.");
    }
    return withoutLostBuilds(release, client);
  }

  private static TerminationRequestStep withoutLostBuilds(
      TerminationRequest release, @Nullable Client client) {
    if (client == null) {
      return new Ended(release.purge() ? State.PURGED : State.RELEASED, "No longer in Nomad.");
    }
    return release.purge()
        ? new Reached(State.RELEASED)
        : new Ended(State.RELEASED, "Machine terminated.");
  }
}
