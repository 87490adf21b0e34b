package dev.signalbox.accounts.membership;

import dev.signalbox.github.GitHubAvailability;
import dev.signalbox.live.LocalTabs;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reports that GitHub does not answer. */
@Component
class GitHubAttention implements AttentionSource {

  static final String TOPIC = "github";

  private final GitHubAvailability availability;
  private final LocalTabs tabs;

  GitHubAttention(GitHubAvailability availability, LocalTabs tabs) {
    this.availability = availability;
    this.tabs = tabs;
  }

  @Override
  public Section section() {
    return Section.SETTINGS;
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return availability
        .outage()
        .map(
            outage ->
                List.of(
                    AttentionItem.ofSystem(
                        "No response",
                        "GitHub has not answered since " + TimestampView.timeOfDay(outage.since()),
                        "Users can't sign in, and memberships are not checked. Tried to "
                            + outage.tried()
                            + ". It said: "
                            + outage.response(),
                        "Check that GitHub is up and reachable from Signalbox.",
                        Section.SETTINGS.path())))
        .orElse(List.of());
  }

  @EventListener
  void on(GitHubAvailability.Changed change) {
    tabs.publishChange(TOPIC);
  }
}
