package dev.signalbox.nomad;

import dev.signalbox.nomad.Client.LastDrain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a client as the pages show it, derived from the node status, the drain and the
 * allocations that are still running: a drain marked complete by Nomad may have builds left.
 */
public sealed interface ClientState {

  /** Derives the state of a client in the snapshot; never {@link Gone}. */
  static ClientState of(Client client, ClusterSnapshot snapshot) {
    return of(client, snapshot.buildsOn(client.id()));
  }

  /**
   * Derives the state from a client and its builds.
   *
   * @param builds its allocations that have not ended, without those of system jobs
   */
  static ClientState of(Client client, List<Allocation> builds) {
    return switch (client.status()) {
      case DOWN -> new Down(client.statusSince());
      case DISCONNECTED -> new Disconnected(client.statusSince(), builds.size());
      case INITIALIZING -> new Starting();
      case UNKNOWN -> new Unrecognized(client.statusDescription());
      case READY -> ofReady(client, builds.size());
    };
  }

  private static ClientState ofReady(Client client, int left) {
    if (client.draining()) {
      Client.@Nullable Drain drain = client.drain();
      return new Draining(left, drain == null ? null : drain.forceAt());
    }
    if (!client.eligible()) {
      @Nullable LastDrain last = client.lastDrain();
      if (last != null && last.state() == LastDrain.State.COMPLETE) {
        return left > 0 ? new Stopping(left) : new Drained(last.updatedAt());
      }
      // Nomad stores no time for this; changing the eligibility or restarting sets the status time
      @Nullable Instant statusSince = client.statusSince();
      return new Ineligible(statusSince != null || last == null ? statusSince : last.updatedAt());
    }
    return client.drivers().stream()
        .filter(Client.Driver::isUnhealthy)
        .findFirst()
        .<ClientState>map(driver -> new DriverUnhealthy(driver.name(), driver.health()))
        .orElseGet(Ready::new);
  }

  /** Not in Nomad any more: purged, or garbage-collected after 24 h down. */
  record Gone() implements ClientState {}

  /** It missed its heartbeat; its builds are lost. */
  record Down(@Nullable Instant since) implements ClientState {}

  /** It missed its heartbeat, but its builds may reconnect. */
  record Disconnected(@Nullable Instant since, int builds) implements ClientState {}

  /** Registered, no heartbeat yet. */
  record Starting() implements ClientState {}

  /**
   * Ineligible, waiting for its builds to end.
   *
   * @param left number of builds that have not ended
   * @param forceAt when they are stopped; null if there is no deadline or it is unknown
   */
  record Draining(int left, @Nullable Instant forceAt) implements ClientState {}

  /** Its drain is marked complete, but builds are still stopping. */
  record Stopping(int left) implements ClientState {}

  /** Drained; no build is running. */
  record Drained(@Nullable Instant since) implements ClientState {}

  /** Marked ineligible without a drain. */
  record Ineligible(@Nullable Instant since) implements ClientState {}

  /** Eligible, but a task driver is unhealthy. */
  record DriverUnhealthy(String driver, String health) implements ClientState {}

  record Ready() implements ClientState {}

  /** A node status unknown to this version of Signalbox. */
  record Unrecognized(String status) implements ClientState {}
}
