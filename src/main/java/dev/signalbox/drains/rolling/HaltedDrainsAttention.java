package dev.signalbox.drains.rolling;

import dev.signalbox.drains.HaltedWorkAttention;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rolling drains that wait until an admin resumes them. */
@Component
class HaltedDrainsAttention extends HaltedWorkAttention {

  private final RollingDrainRepository plans;

  HaltedDrainsAttention(RollingDrainRepository plans) {
    super(RollingDrainRepository.TOPIC, "rolling drain", "/nomad/rolling-drains");
    this.plans = plans;
  }

  @Override
  protected List<String> findHaltReasons() {
    return plans.findHaltReasons();
  }
}
