package dev.signalbox.accounts.membership;

import dev.signalbox.github.GitHubAvailability;
import dev.signalbox.web.HealthSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports whether GitHub responds. */
@Component
@Order(40)
class GitHubHealth implements HealthSource {

  private final GitHubAvailability availability;
  private final Clock clock;

  GitHubHealth(GitHubAvailability availability, Clock clock) {
    this.availability = availability;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public String topic() {
    return GitHubAttention.TOPIC;
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
}
