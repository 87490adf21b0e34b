package dev.signalbox.accounts.sessions;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/** Re-authentications during an outage of GitHub, shown on the overview for a day. */
@Component
class UnconfirmedReauthenticationAlert implements AttentionSource {

  private final ConsoleSessionRepository sessions;

  UnconfirmedReauthenticationAlert(ConsoleSessionRepository sessions) {
    this.sessions = sessions;
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String topic() {
    return "reauthentications";
  }

  @Override
  public List<AttentionItem> items() {
    int unconfirmed = sessions.countUnconfirmed();
    return unconfirmed == 0
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Unconfirmed",
                unconfirmed,
                unconfirmed == 1
                    ? "1 re-authentication of the last 24 hours is not confirmed by GitHub"
                    : "%,d re-authentications of the last 24 hours are not confirmed by GitHub"
                        .formatted(unconfirmed),
                "GitHub did not respond.",
                "Check the reasons and what the users did.",
                "/audit?action=user.reauthenticated"));
  }
}
