package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The clients that need attention, for the navigation and the overview. */
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
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return OrphanedClients.of(ClientIndex.of(cluster.snapshot()), clock).items(clock);
  }
}
