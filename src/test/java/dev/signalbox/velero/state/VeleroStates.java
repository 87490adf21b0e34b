package dev.signalbox.velero.state;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.ClusterConnection;
import java.time.Clock;
import java.time.Duration;

/** Creates the state of Velero for tests of other packages. */
public final class VeleroStates {

  private VeleroStates() {}

  public static VeleroState of(
      VeleroCaches caches, ApiDiscovery discovery, ClusterConnection cluster, Clock clock) {
    return new VeleroState(
        caches, discovery, cluster, new FixedVelero.NothingRecorded(), Duration.ofHours(24), clock);
  }
}
