package dev.signalbox.drains.rolling;

import dev.signalbox.drains.HaltedWorkAttention;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class HaltedDrainsAttention extends HaltedWorkAttention {

  private final RollingDrains plans;

  HaltedDrainsAttention(RollingDrains plans) {
    super(RollingDrains.TOPIC, "rolling drain", "/nomad/rolling-drains");
    this.plans = plans;
  }

  @Override
  protected List<String> findHaltReasons() {
    return plans.findHaltReasons();
  }
}
