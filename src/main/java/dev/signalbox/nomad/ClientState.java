package dev.signalbox.nomad;

import dev.signalbox.nomad.Client.LastDrain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One word for people on how a client stands, made of Nomad's status, its drain, and above all of
 * what still runs there: a drain that Nomad calls complete may have builds left.
 */
public sealed interface ClientState {

  /** How a client stands that Nomad knows; {@link Gone} is for those it does not. */
  static ClientState of(Client client, ClusterView view) {
    return of(client, view.buildsOn(client.id()));
  }

  /**
   * The same, told what runs there.
   *
   * @param builds the allocations on the client that have not ended, but for those of system jobs
   */
  static ClientState of(Client client, List<Allocation> builds) {
    return switch (client.status()) {
      case DOWN -> new Down(client.statusSince());
      case DISCONNECTED -> new Disconnected(client.statusSince(), builds.size());
      case INITIALIZING -> new Starting();
      case UNKNOWN -> new Strange(client.statusDescription());
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
      // Nomad keeps no time of this; the status has been touched by it, or after it by a restart
      @Nullable Instant touched = client.statusSince();
      return new Ineligible(touched != null || last == null ? touched : last.updatedAt());
    }
    return client.drivers().stream()
        .filter(Client.Driver::inTrouble)
        .findFirst()
        .<ClientState>map(driver -> new DriverTrouble(driver.name(), driver.health()))
        .orElseGet(Ready::new);
  }

  /** Nomad knows it no more: purged, or forgotten after it was down for a day. */
  record Gone() implements ClientState {}

  /** Its heartbeat was missed; what ran there is lost. */
  record Down(@Nullable Instant since) implements ClientState {}

  /** Its heartbeat was missed, but its builds may come back. */
  record Disconnected(@Nullable Instant since, int builds) implements ClientState {}

  /** It registered and has not been heard of since. */
  record Starting() implements ClientState {}

  /**
   * It takes no builds; what runs may end.
   *
   * @param left builds that have not ended
   * @param forceAt when they are stopped, or null for never or not known
   */
  record Draining(int left, @Nullable Instant forceAt) implements ClientState {}

  /** Nomad calls its drain complete while builds are still being stopped. */
  record Stopping(int left) implements ClientState {}

  /** Drained, and nothing runs there. */
  record Drained(@Nullable Instant since) implements ClientState {}

  /** It takes no builds and nobody drains it. */
  record Ineligible(@Nullable Instant since) implements ClientState {}

  /** It would take builds, but what runs them is not fit. */
  record DriverTrouble(String driver, String health) implements ClientState {}

  record Ready() implements ClientState {}

  /** A status that this console does not know. */
  record Strange(String status) implements ClientState {}
}
