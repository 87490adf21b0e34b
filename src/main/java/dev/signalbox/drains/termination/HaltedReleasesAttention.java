package dev.signalbox.drains.termination;

import dev.signalbox.drains.HaltedWorkAttention;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class HaltedReleasesAttention extends HaltedWorkAttention {

  private final TerminationRequests releases;

  HaltedReleasesAttention(TerminationRequests releases) {
    super(TerminationRequests.TOPIC, "machine release", "/nomad/releases");
    this.releases = releases;
  }

  @Override
  protected List<String> findHaltReasons() {
    return releases.findHaltReasons();
  }
}
