package dev.signalbox.accounts.sessions;

import java.time.Duration;
import java.time.Instant;

/** When a session is over, and what it may still do before that. */
final class SessionRules {

  /** Without interaction; what pages do by themselves does not count. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** However busy. */
  static final Duration ABSOLUTE = Duration.ofHours(12);

  /** A dangerous act needs a sign-in younger than this. */
  static final Duration FRESH_SIGN_IN = Duration.ofMinutes(10);

  /** The oldest one of a person ends when a further one begins. */
  static final int MOST_FOR_ONE_PERSON = 5;

  /** An interaction is noted at most this often. */
  static final Duration NOTED_EVERY = Duration.ofSeconds(30);

  private SessionRules() {}

  static Judgement judge(LiveSession session, Instant now) {
    if (!session.current()) {
      return new Judgement.Over(Ending.CUT);
    }
    if (!session.status().mayEnter()) {
      return new Judgement.Over(Ending.SUSPENDED);
    }
    if (olderThan(ABSOLUTE, session.signedInAt(), now)) {
      return new Judgement.Over(Ending.TOO_OLD);
    }
    if (olderThan(IDLE, session.lastInteractionAt(), now)) {
      return new Judgement.Over(Ending.IDLE);
    }
    Standing standing = Standing.after(session.confirmedAt(), now);
    return standing == Standing.OUT
        ? new Judgement.Over(Ending.UNCONFIRMED)
        : new Judgement.Holds(session, standing);
  }

  /** Whether GitHub should be asked again. */
  static boolean membershipDue(LiveSession session, Instant now) {
    return Standing.isDue(session.confirmedAt(), session.askedAt(), now);
  }

  static boolean freshlySignedIn(LiveSession session, Instant now) {
    return !olderThan(FRESH_SIGN_IN, session.signedInAt(), now);
  }

  static boolean worthNoting(LiveSession session, Instant now) {
    return olderThan(NOTED_EVERY, session.lastInteractionAt(), now);
  }

  private static boolean olderThan(Duration age, Instant at, Instant now) {
    return at.plus(age).isBefore(now);
  }

  /** What a session is worth now. */
  sealed interface Judgement {

    record Holds(LiveSession session, Standing standing) implements Judgement {}

    record Over(Ending ending) implements Judgement {}
  }
}
