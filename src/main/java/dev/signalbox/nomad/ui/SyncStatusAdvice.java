package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds the freshness banner to Nomad pages that don't set one. */
@ControllerAdvice(annotations = NomadPage.class)
class SyncStatusAdvice {

  private final ClusterState cluster;
  private final Clock clock;

  SyncStatusAdvice(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @ModelAttribute("syncStatus")
  FreshnessBanner syncStatus() {
    return SyncStatusBanner.of(cluster.syncStatus(), clock);
  }
}
