package dev.signalbox.drains.termination;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster whose snapshot contains selected clients and no allocations. */
final class SelectedClientsCluster implements ClusterState {

  private final NomadQueries queries;
  private final Map<String, Client> clients = new HashMap<>();
  private volatile SyncStatus.State state = SyncStatus.State.LIVE;

  SelectedClientsCluster(NomadQueries queries) {
    this.queries = queries;
  }

  /** Copies the current state of a client from Nomad to the snapshot. */
  void load(String id) {
    clients.remove(id);
    queries.client(id).map(ClientDetail::client).ifPresent(client -> clients.put(id, client));
  }

  void setState(SyncStatus.State next) {
    state = next;
  }

  @Override
  public ClusterSnapshot snapshot() {
    return new ClusterSnapshot(1, Map.copyOf(clients), Map.of(), Map.of(), Map.of());
  }

  @Override
  public SyncStatus syncStatus() {
    return new SyncStatus(
        state, Instant.EPOCH, Instant.EPOCH, true, Duration.ZERO, List.of(), 0, null, null, null);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.MINIMAL;
  }

  @Override
  public boolean awaitIndex(ResourceType type, long index, Duration atMost) {
    return false;
  }

  @Override
  public boolean awaitRemoval(String clientId, Duration atMost) {
    return clients.remove(clientId) != null;
  }
}
