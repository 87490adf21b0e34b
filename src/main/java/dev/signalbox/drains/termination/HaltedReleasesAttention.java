package dev.signalbox.drains.termination;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** The releases that wait until an admin resumes them. */
@Component
class HaltedReleasesAttention implements AttentionSource {

  private final TerminationRequestRepository releases;

  HaltedReleasesAttention(TerminationRequestRepository releases) {
    this.releases = releases;
  }

  @Override
  public Section section() {
    return Section.CLIENTS;
  }

  @Override
  public String topic() {
    return TerminationRequestRepository.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    List<String> reasons = releases.findHaltReasons();
    return reasons.isEmpty()
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Paused",
                reasons.size(),
                reasons.size() == 1
                    ? "1 machine release is paused until an admin resumes it"
                    : "%,d machine releases are paused until an admin resumes them"
                        .formatted(reasons.size()),
                reasons.getFirst(),
                "/nomad/releases"));
  }
}
