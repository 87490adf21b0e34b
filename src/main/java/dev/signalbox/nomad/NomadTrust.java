package dev.signalbox.nomad;

import java.time.Clock;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** How far the picture can be trusted, for every page of the room that tells it nowhere else. */
@ControllerAdvice(basePackageClasses = NomadCluster.class)
class NomadTrust {

  private final NomadCluster cluster;
  private final Clock clock;

  NomadTrust(NomadCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @ModelAttribute("trust")
  TrustLine trust() {
    return TrustLine.of(cluster.trust(), clock);
  }
}
