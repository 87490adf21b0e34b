package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.drains.DrainProgress;
import dev.signalbox.nomad.drains.release.Release.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next in a release. Decided from what is written down and what Nomad shows,
 * never from what an instance remembers, so it is the same after a crash.
 */
sealed interface ReleaseStep {

  /** Keeps new builds off. */
  record Cordon() implements ReleaseStep {}

  /** Drains, after looking whether that was done. */
  record Drain() implements ReleaseStep {}

  /** Has Nomad forget it. */
  record Purge() implements ReleaseStep {}

  /** Writes down that it came to a state and goes on from there. */
  record Reached(State state) implements ReleaseStep {}

  /** By the view nothing runs there any more: Nomad is asked whether that is so. */
  record Confirm() implements ReleaseStep {}

  /** Writes down how it ended. */
  record Ended(State state, String note) implements ReleaseStep {}

  /** All is well and nothing is to be done. */
  record Alive(int left) implements ReleaseStep {}

  /**
   * The step.
   *
   * @param view one that can be trusted
   */
  static ReleaseStep next(Release release, ClusterView view, Instant now) {
    @Nullable Client client = view.client(release.clientId()).orElse(null);
    List<Allocation> left = view.buildsOn(release.clientId());
    return switch (release.state()) {
      case REQUESTED -> requested(release, client, view);
      case CORDONED -> cordoned(release, client, view);
      case DRAINING, STOPPING -> drained(release, client, left, view, now);
      case SAFE -> safe(release, client, left, view);
      case RELEASED -> released(client);
      case PURGED, CANCELLED, FAILED, ABANDONED -> new Alive(0);
    };
  }

  private static ReleaseStep requested(Release release, @Nullable Client client, ClusterView view) {
    if (client == null || client.status() == ClientStatus.DOWN) {
      return off(release, client, view, release.requestedAt());
    }
    return client.eligible() && !client.draining() ? new Cordon() : new Reached(State.CORDONED);
  }

  private static ReleaseStep cordoned(Release release, @Nullable Client client, ClusterView view) {
    return client == null || client.status() == ClientStatus.DOWN
        ? off(release, client, view, release.requestedAt())
        : new Drain();
  }

  private static ReleaseStep drained(
      Release release,
      @Nullable Client client,
      List<Allocation> left,
      ClusterView view,
      Instant now) {
    DrainProgress progress =
        DrainProgress.of(client, left, release.writeIndex(), release.stateSince(), now);
    return switch (progress) {
      case DrainProgress.NotSeen notSeen -> new Alive(left.size());
      case DrainProgress.Going going -> new Alive(going.left());
      case DrainProgress.Stopping stopping ->
          release.state() == State.STOPPING
              ? new Alive(stopping.left())
              : new Reached(State.STOPPING);
      case DrainProgress.Complete complete -> new Confirm();
      case DrainProgress.Cancelled cancelled ->
          new Ended(State.FAILED, "Somebody ended its drain elsewhere.");
      case DrainProgress.Down down -> off(release, client, view, release.requestedAt());
      case DrainProgress.Gone gone -> off(release, null, view, release.requestedAt());
    };
  }

  private static ReleaseStep safe(
      Release release, @Nullable Client client, List<Allocation> left, ClusterView view) {
    if (client == null || client.status() == ClientStatus.DOWN) {
      return off(release, client, view, release.stateSince());
    }
    if (client.eligible() || !left.isEmpty()) {
      return new Ended(State.FAILED, "It takes builds again before its machine went away.");
    }
    return new Alive(0);
  }

  private static ReleaseStep released(@Nullable Client client) {
    if (client == null) {
      return new Ended(State.PURGED, "");
    }
    return client.status() == ClientStatus.DOWN
        ? new Purge()
        : new Ended(State.FAILED, "Its machine came back before Nomad had forgotten it.");
  }

  /**
   * The machine is off: were there builds on it? Nomad says of a client that it is down before it
   * says of what ran there that it is lost.
   *
   * @param since when nothing was lost yet
   */
  private static ReleaseStep off(
      Release release, @Nullable Client client, ClusterView view, Instant since) {
    int running = view.buildsOn(release.clientId()).size();
    if (running > 0 && client != null) {
      return new Alive(running);
    }
    long lost =
        view.allocationsOn(release.clientId()).stream()
            .filter(allocation -> !allocation.ofSystem())
            .filter(allocation -> allocation.status() == AllocationStatus.LOST)
            .filter(allocation -> !allocation.modifiedAt().isBefore(since))
            .count();
    if (lost > 0 || running > 0 || (release.left() > 0 && client == null)) {
      return new Ended(
          State.ABANDONED,
          "Its machine went away while "
              + (lost == 0 ? "builds" : lost == 1 ? "1 build" : lost + " builds")
              + " ran on it.");
    }
    return gone(release, client);
  }

  private static ReleaseStep gone(Release release, @Nullable Client client) {
    if (client == null) {
      return new Ended(release.purge() ? State.PURGED : State.RELEASED, "Nomad knows it no more.");
    }
    return release.purge()
        ? new Reached(State.RELEASED)
        : new Ended(State.RELEASED, "Its machine is off.");
  }
}
