package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.sessions.ActiveSessions;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the users: seats, suspensions and sessions. */
@Component
@Order(60)
class UsersSummaryPanel implements SummaryPanelSource {

  private final UserQueries users;
  private final ActiveSessions sessions;
  private final @Nullable Integer limit;

  UsersSummaryPanel(UserQueries users, ActiveSessions sessions, AccountsProperties settings) {
    this.users = users;
    this.sessions = sessions;
    this.limit = settings.seats();
  }

  @Override
  public Header header() {
    return new Header("users", "Users", "users sessions", "View users", "/users");
  }

  @Override
  public SummaryPanel panel() {
    Map<AccountStatus, Long> counts = users.countsByStatus();
    return SummaryPanel.ofFigures(
        new Figure(
            "Active",
            count(counts, AccountStatus.ACTIVE),
            limit == null ? null : limit == 1 ? "of 1 seat" : "of %,d seats".formatted(limit),
            url(AccountStatus.ACTIVE)),
        new Figure(
            "Suspended",
            count(counts, AccountStatus.SUSPENDED),
            null,
            url(AccountStatus.SUSPENDED)),
        new Figure(
            "Pending approval",
            count(counts, AccountStatus.SUSPENDED_NEW),
            null,
            url(AccountStatus.SUSPENDED_NEW)),
        new Figure("Active sessions", "%,d".formatted(sessions.count()), null, "/users"));
  }

  private static String count(Map<AccountStatus, Long> counts, AccountStatus status) {
    return "%,d".formatted(counts.getOrDefault(status, 0L));
  }

  private static String url(AccountStatus status) {
    return "/users?state=" + status;
  }
}
