package dev.signalbox.accounts.sessions;

import dev.signalbox.remote.ActionRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a session is still valid and which rights it has. */
final class SessionRules {

  /** Idle timeout; background requests of pages do not count as activity. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** Absolute timeout, regardless of activity. */
  static final Duration ABSOLUTE = Duration.ofHours(12);

  /**
   * Duration of a session that was started with a one-time code. For that time it needs no
   * confirmation of the membership, because GitHub may not respond.
   */
  static final Duration ONE_TIME_CODE = Duration.ofHours(1);

  /** Maximum age of the re-authentication for an action of high risk. */
  static final Duration HIGH_RISK_AGE = Duration.ofMinutes(10);

  /**
   * Maximum time since the re-authentication, or since the last action that required one, for an
   * action of normal risk. GitHub's sudo mode has the same window.
   */
  static final Duration NORMAL_RISK_AGE = Duration.ofHours(2);

  /** Maximum number of sessions per user; one more sign-in ends the oldest. */
  static final int MAX_SESSIONS_PER_USER = 5;

  /** Minimum interval between two recorded interactions. */
  static final Duration INTERACTION_INTERVAL = Duration.ofSeconds(30);

  private SessionRules() {}

  static Validity check(LiveSession session, Instant now) {
    if (!session.current()) {
      return new Validity.Ended(SessionEndReason.CUT);
    }
    if (!session.status().canSignIn()) {
      return new Validity.Ended(SessionEndReason.SUSPENDED);
    }
    if (isOlderThan(ABSOLUTE, session.signedInAt(), now)) {
      return new Validity.Ended(SessionEndReason.TOO_OLD);
    }
    if (isOlderThan(IDLE, session.lastInteractionAt(), now)) {
      return new Validity.Ended(SessionEndReason.IDLE);
    }
    if (session.endsAt() != null) {
      return now.isBefore(session.endsAt())
          ? new Validity.Valid(session, MembershipStatus.FULL)
          : new Validity.Ended(SessionEndReason.CODE_EXPIRED);
    }
    MembershipStatus membershipStatus = MembershipStatus.at(session.confirmedAt(), now);
    return membershipStatus == MembershipStatus.EXPIRED
        ? new Validity.Ended(SessionEndReason.UNCONFIRMED)
        : new Validity.Valid(session, membershipStatus);
  }

  /** The authentication of a valid session; empty if the session has ended. */
  static Optional<OperatorAuthentication> authenticate(LiveSession session, Instant now) {
    return check(session, now) instanceof Validity.Valid valid
        ? Optional.of(new OperatorAuthentication(session, valid.membershipStatus()))
        : Optional.empty();
  }

  /** Whether the membership is due for another check. */
  static boolean isMembershipDue(LiveSession session, Instant now) {
    return MembershipStatus.isDue(session.confirmedAt(), session.checkedAt(), now);
  }

  /** Whether the last re-authentication is recent enough for an action. */
  static boolean isReauthenticated(LiveSession session, ActionRisk risk, Instant now) {
    return switch (risk) {
      case LOW -> true;
      case NORMAL -> !isOlderThan(NORMAL_RISK_AGE, session.lastActionAt(), now);
      case HIGH -> !isOlderThan(HIGH_RISK_AGE, session.reauthenticatedAt(), now);
    };
  }

  static boolean shouldRecordAction(LiveSession session, Instant now) {
    return isOlderThan(INTERACTION_INTERVAL, session.lastActionAt(), now);
  }

  static boolean shouldRecordInteraction(LiveSession session, Instant now) {
    return isOlderThan(INTERACTION_INTERVAL, session.lastInteractionAt(), now);
  }

  private static boolean isOlderThan(Duration age, Instant at, Instant now) {
    return at.plus(age).isBefore(now);
  }

  /** The result of checking a session. */
  sealed interface Validity {

    record Valid(LiveSession session, MembershipStatus membershipStatus) implements Validity {}

    record Ended(SessionEndReason reason) implements Validity {}
  }
}
