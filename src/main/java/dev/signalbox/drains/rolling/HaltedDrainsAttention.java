package dev.signalbox.drains.rolling;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rolling drains that wait until an admin resumes them. */
@Component
class HaltedDrainsAttention implements AttentionSource {

  private final RollingDrainRepository plans;

  HaltedDrainsAttention(RollingDrainRepository plans) {
    this.plans = plans;
  }

  @Override
  public Section section() {
    return Section.CLIENTS;
  }

  @Override
  public String topic() {
    return RollingDrainRepository.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    List<String> reasons = plans.findHaltReasons();
    return reasons.isEmpty()
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Paused",
                reasons.size(),
                reasons.size() == 1
                    ? "1 rolling drain is paused until an admin resumes it"
                    : "%,d rolling drains are paused until an admin resumes them"
                        .formatted(reasons.size()),
                reasons.getFirst(),
                "/nomad/rolling-drains"));
  }
}
