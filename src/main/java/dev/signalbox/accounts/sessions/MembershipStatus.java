package dev.signalbox.accounts.sessions;

import java.time.Duration;
import java.time.Instant;

/** The access that remains after the last confirmation of a membership. */
public enum MembershipStatus {
  /** Everything the role allows. */
  FULL,
  /** Read access only, until GitHub confirms again. */
  READ_ONLY,
  /** No access. */
  EXPIRED;

  /** Interval between two checks of an active user. */
  static final Duration CHECK_INTERVAL = Duration.ofMinutes(15);

  /** Time without confirmation after which changes are refused. */
  static final Duration READ_ONLY_AFTER = Duration.ofMinutes(60);

  /** Time without confirmation after which access ends. */
  static final Duration EXPIRES_AFTER = Duration.ofHours(4);

  /** Minimum time between a failed check and the next one. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** Computes the access at a point in time. */
  public static MembershipStatus at(Instant confirmedAt, Instant now) {
    Duration age = Duration.between(confirmedAt, now);
    if (age.compareTo(EXPIRES_AFTER) > 0) {
      return EXPIRED;
    }
    return age.compareTo(READ_ONLY_AFTER) > 0 ? READ_ONLY : FULL;
  }

  /** Whether the membership is due for another check. */
  public static boolean isDue(Instant confirmedAt, Instant askedAt, Instant now) {
    return confirmedAt.plus(CHECK_INTERVAL).isBefore(now) && askedAt.plus(RETRY).isBefore(now);
  }
}
