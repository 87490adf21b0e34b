package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.membership.KnownOrganizations;
import dev.signalbox.accounts.membership.Memberships.KnownMembership;
import dev.signalbox.accounts.sessions.ActiveSessions.ActiveSession;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** View model of a user's page. */
record UserPage(
    String id,
    String name,
    String login,
    long githubId,
    @Nullable String email,
    String initials,
    String summary,
    StatusLabel status,
    TimestampView statusSince,
    @Nullable String statusBy,
    @Nullable String reason,
    @Nullable TimestampView until,
    String role,
    String roleDescription,
    TimestampView firstSeen,
    @Nullable TimestampView lastSeen,
    int signIns,
    @Nullable String organization,
    @Nullable TimestampView confirmed,
    @Nullable String membership,
    List<Organization> organizations,
    @Nullable TimestampView organizationsChecked,
    List<Session> sessions,
    boolean suspended,
    ActionButton suspend,
    ActionButton activate,
    ActionButton changeRole) {

  static UserPage of(
      UserAccount user,
      Optional<KnownMembership> membership,
      Optional<KnownOrganizations.CheckedOrganizations> organizations,
      List<ActiveSession> sessions,
      CurrentUser currentUser,
      boolean isOwnAccount,
      Clock clock) {
    boolean suspended = !user.status().canSignIn();
    @Nullable String disabledReason = isOwnAccount ? "You can't change your own account." : null;
    return new UserPage(
        user.id().toString(),
        user.displayName(),
        user.login(),
        user.githubId(),
        user.email(),
        CurrentUser.initialsOf(user.displayName()),
        summary(user, sessions.size()),
        StatusLabels.of(user.status()),
        TimestampView.of(user.statusSince(), clock),
        user.statusBy(),
        user.statusReason(),
        TimestampView.ofNullable(user.statusUntil(), clock),
        user.role().label(),
        roleDescription(user),
        TimestampView.of(user.firstSeen(), clock),
        TimestampView.ofNullable(user.lastSeen(), clock),
        user.signIns(),
        membership.map(KnownMembership::organization).orElse(null),
        membership.map(known -> TimestampView.of(known.confirmedAt(), clock)).orElse(null),
        membership.map(KnownMembership::lastResult).orElse(null),
        organizations
            .map(KnownOrganizations.CheckedOrganizations::memberships)
            .orElse(List.of())
            .stream()
            .map(Organization::of)
            .toList(),
        organizations.map(known -> TimestampView.of(known.checkedAt(), clock)).orElse(null),
        sessions.stream().map(session -> Session.of(session, clock)).toList(),
        suspended,
        ActionButton.of("Suspend user", currentUser, disabledReason),
        ActionButton.of("Activate user", currentUser, null),
        ActionButton.of("Change role", currentUser, disabledReason));
  }

  /** An organization membership at the last check. */
  record Organization(String login, StatusLabel state) {

    static Organization of(KnownOrganizations.Membership membership) {
      return new Organization(
          membership.login(),
          membership.active() ? StatusLabel.ok("member") : StatusLabel.waiting("invited"));
    }
  }

  /** An active session. */
  record Session(String device, String address, TimestampView since, TimestampView lastUsed) {

    static Session of(ActiveSession session, Clock clock) {
      return new Session(
          session.device(),
          session.address(),
          TimestampView.of(session.signedInAt(), clock),
          TimestampView.of(session.lastInteractionAt(), clock));
    }
  }

  private static String summary(UserAccount user, long sessions) {
    if (user.status() == AccountStatus.SUSPENDED) {
      return "Suspended since "
          + TimestampView.day(user.statusSince())
          + (user.statusBy() == null ? "" : " by " + user.statusBy())
          + (user.statusReason() == null ? "" : ": " + user.statusReason());
    }
    if (user.status() == AccountStatus.SUSPENDED_NEW) {
      return "Pending approval since " + TimestampView.day(user.statusSince());
    }
    String active =
        sessions == 0
            ? "no active sessions"
            : sessions == 1 ? "1 active session" : sessions + " active sessions";
    return user.role().label() + " · " + active;
  }

  private static String roleDescription(UserAccount user) {
    return switch (user.role()) {
      case ADMIN -> "full access";
      case VIEWER -> "read-only";
      case MEMBER -> "can use the CI server, no console access";
    };
  }
}
