package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Counts the clients that need attention for the navigation and the overview. */
@Component
class OrphanedClientsAttention implements AttentionSource {

  private final ClusterState cluster;
  private final Clock clock;

  OrphanedClientsAttention(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public Section section() {
    return Section.CLIENTS;
  }

  @Override
  public String url() {
    return "/nomad/clients/orphaned";
  }

  @Override
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public int count() {
    return OrphanedClients.of(ClientIndex.of(cluster.snapshot()), clock).count();
  }

  @Override
  public String sentence(int waiting) {
    if (waiting != 1) {
      return "%,d clients need attention".formatted(waiting);
    }
    OrphanedClients orphaned = OrphanedClients.of(ClientIndex.of(cluster.snapshot()), clock);
    // the snapshot may have changed since the clients were counted
    return orphaned.count() == 1 ? orphaned.sentence(clock) : "1 client needs attention";
  }
}
