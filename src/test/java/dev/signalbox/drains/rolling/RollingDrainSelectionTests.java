package dev.signalbox.drains.rolling;

import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.nomad.SnapshotBuilder.cluster;
import static dev.signalbox.nomad.SnapshotBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingDrainSelectionTests {

  /** The name of the third client is the id of the first. */
  private static final ClusterSnapshot CLUSTER =
      cluster().with(client("a")).with(client("b")).with(client(id("a"))).snapshot();

  @Test
  void selectsClientsByIdAndByName() {
    assertThat(selected("a", id("b"))).containsExactlyInAnyOrder(id("a"), id("b"));
  }

  @Test
  void selectsNoOtherClientWhoseNameIsTheId() {
    assertThat(selected(id("a"))).containsExactly(id("a"));
  }

  private static List<String> selected(String... namesOrIds) {
    return RollingDrainSelection.ofClients(List.of(namesOrIds)).select(CLUSTER).stream()
        .map(Client::id)
        .toList();
  }
}
