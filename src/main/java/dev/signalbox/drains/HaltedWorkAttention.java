package dev.signalbox.drains;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;

/** Rolling drains or releases that wait until an admin resumes them. */
public abstract class HaltedWorkAttention implements AttentionSource {

  private final String topic;
  private final String name;
  private final String url;

  /**
   * @param name what is paused, in the singular
   * @param url the page that lists it
   */
  protected HaltedWorkAttention(String topic, String name, String url) {
    this.topic = topic;
    this.name = name;
    this.url = url;
  }

  /** Returns the reason of each item that is paused. */
  protected abstract List<String> findHaltReasons();

  @Override
  public Section section() {
    return Section.CLIENTS;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public List<AttentionItem> items() {
    List<String> reasons = findHaltReasons();
    return reasons.isEmpty()
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Paused",
                reasons.size(),
                reasons.size() == 1
                    ? "1 " + name + " is paused until an admin resumes it"
                    : "%,d %ss are paused until an admin resumes them"
                        .formatted(reasons.size(), name),
                reasons.getFirst(),
                "Check it, then resume or cancel it.",
                url));
  }
}
