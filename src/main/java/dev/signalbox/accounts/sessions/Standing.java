package dev.signalbox.accounts.sessions;

import java.time.Duration;
import java.time.Instant;

/** How far a membership that was confirmed some time ago still carries. */
public enum Standing {
  /** Everything the role allows. */
  FULL,
  /** Looking only, until GitHub confirms again. */
  READ_ONLY,
  /** Nothing. */
  OUT;

  /** Active people are looked at again this often. */
  static final Duration FRESH = Duration.ofMinutes(15);

  /** GitHub may be silent this long before changes are refused. */
  static final Duration GRACE = Duration.ofMinutes(60);

  /** GitHub may be silent this long before everybody is out. */
  static final Duration PATIENCE = Duration.ofHours(4);

  /** After a failure GitHub is not asked again before this has passed. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** How far it carries now. */
  public static Standing after(Instant confirmedAt, Instant now) {
    Duration age = Duration.between(confirmedAt, now);
    if (age.compareTo(PATIENCE) > 0) {
      return OUT;
    }
    return age.compareTo(GRACE) > 0 ? READ_ONLY : FULL;
  }

  /** Whether GitHub should be asked again. */
  public static boolean isDue(Instant confirmedAt, Instant askedAt, Instant now) {
    return confirmedAt.plus(FRESH).isBefore(now) && askedAt.plus(RETRY).isBefore(now);
  }
}
