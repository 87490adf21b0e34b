package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.nomad.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the console sees of a Nomad: its clients as they are, and none of its builds. */
final class SeenCluster implements NomadCluster {

  private final NomadDetails details;
  private final Map<String, Client> clients = new HashMap<>();
  private volatile Trust.State state = Trust.State.LIVE;

  SeenCluster(NomadDetails details) {
    this.details = details;
  }

  /** Sees a client as it is now. */
  void look(String id) {
    clients.remove(id);
    details.client(id).map(ClientDetail::client).ifPresent(client -> clients.put(id, client));
  }

  void become(Trust.State next) {
    state = next;
  }

  @Override
  public ClusterView view() {
    return new ClusterView(1, Map.copyOf(clients), Map.of(), Map.of(), Map.of());
  }

  @Override
  public Trust trust() {
    return new Trust(
        state, Instant.EPOCH, Instant.EPOCH, true, Duration.ZERO, List.of(), 0, null, null, null);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.LEAST;
  }

  @Override
  public boolean awaits(long index, Duration atMost) {
    return false;
  }
}
