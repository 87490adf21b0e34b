package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.codes.OneTimeCodeRepository.CodeUse;
import dev.signalbox.github.GitHubAvailability;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sign-ins with one-time codes, shown on the overview for a week, so that admins review them. */
@Component
class OneTimeCodeAlert implements AttentionSource {

  private static final Duration SHOWN = Duration.ofDays(7);

  private final OneTimeCodeRepository codes;
  private final GitHubAvailability availability;
  private final Clock clock;

  OneTimeCodeAlert(OneTimeCodeRepository codes, GitHubAvailability availability, Clock clock) {
    this.codes = codes;
    this.availability = availability;
    this.clock = clock;
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String topic() {
    return OneTimeCodes.TOPIC;
  }

  /** The items name users. */
  @Override
  public boolean isOnWall() {
    return false;
  }

  @Override
  public List<AttentionItem> items() {
    return codes.findUses(clock.instant().minus(SHOWN)).stream().map(this::item).toList();
  }

  private AttentionItem item(CodeUse use) {
    return AttentionItem.ofNotice(
        "One-time code",
        use.times(),
        "%s signed in with %s, %s"
            .formatted(
                use.login(),
                use.times() == 1 ? "a one-time code" : use.times() + " one-time codes",
                (use.times() == 1 ? "" : "the last one ")
                    + TimestampView.of(use.lastAt(), clock).absolute()),
        availability.outage().isPresent() ? "GitHub does not respond." : "GitHub responds again.",
        availability.outage().isPresent()
            ? "Each session ends after 1 hour."
            : "Review what was done.",
        "/audit?actor="
            + URLEncoder.encode(use.login(), StandardCharsets.UTF_8)
            + "&from="
            + use.firstAt().truncatedTo(ChronoUnit.MINUTES));
  }
}
