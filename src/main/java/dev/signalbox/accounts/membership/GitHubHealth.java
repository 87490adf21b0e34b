package dev.signalbox.accounts.membership;

import dev.signalbox.github.GitHubAvailability;
import dev.signalbox.live.LocalTabs;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether GitHub responds, and an outage as an item that needs attention. */
@Component
@Order(40)
class GitHubHealth implements HealthSource, AttentionSource {

  private static final String TOPIC = "github";

  private final GitHubAvailability availability;
  private final LocalTabs tabs;
  private final Clock clock;

  GitHubHealth(GitHubAvailability availability, LocalTabs tabs, Clock clock) {
    this.availability = availability;
    this.tabs = tabs;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "GitHub";
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
  public SummaryPanel.Row health() {
    return availability
        .outage()
        .map(
            outage ->
                new SummaryPanel.Row(
                    StatusLabel.bad("No response"),
                    name(),
                    outage.response(),
                    TimestampView.of(outage.since(), clock),
                    Section.SETTINGS.path()))
        .orElseGet(
            () ->
                new SummaryPanel.Row(
                    StatusLabel.ok("Responding"),
                    name(),
                    "no failed requests",
                    null,
                    Section.SETTINGS.path()));
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
