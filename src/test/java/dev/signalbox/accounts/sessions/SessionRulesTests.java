package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.SessionRules.Validity;
import dev.signalbox.remote.ActionRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timeouts to the exact instant. Durations are ages at the time of the check. */
class SessionRulesTests {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
  private static final Duration NO_TIME = Duration.ZERO;

  @Test
  void isValidRightAfterTheSignIn() {
    LiveSession session = session(NO_TIME, NO_TIME, NO_TIME);

    assertThat(SessionRules.check(session, NOW))
        .isEqualTo(new Validity.Valid(session, MembershipStatus.FULL));
  }

  @ParameterizedTest
  @CsvSource({"PT29M59.999S,", "PT30M,", "PT30M0.001S,IDLE", "PT11H,IDLE"})
  void endsAfterThirtyIdleMinutes(Duration idle, @Nullable SessionEndReason reason) {
    assertThat(endingOf(session(Duration.ofHours(11), idle, NO_TIME))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"PT11H59M59.999S,", "PT12H,", "PT12H0.001S,TOO_OLD"})
  void endsAfterTwelveHoursDespiteActivity(Duration age, @Nullable SessionEndReason reason) {
    assertThat(endingOf(session(age, NO_TIME, NO_TIME))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "PT60M,FULL,",
    "PT60M0.001S,READ_ONLY,",
    "PT4H,READ_ONLY,",
    "PT4H0.001S,,UNCONFIRMED"
  })
  void losesRightsWithoutConfirmationFromGitHub(
      Duration unconfirmed,
      @Nullable MembershipStatus standing,
      @Nullable SessionEndReason reason) {
    LiveSession session = session(Duration.ofHours(5), NO_TIME, unconfirmed);

    assertThat(standingOf(session)).isEqualTo(standing);
    assertThat(endingOf(session)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"ACTIVE,", "INACTIVE,", "SUSPENDED,SUSPENDED", "SUSPENDED_NEW,SUSPENDED"})
  void endsWithASuspendedAccount(AccountStatus status, @Nullable SessionEndReason reason) {
    assertThat(endingOf(session(status, true, NO_TIME, NO_TIME, NO_TIME, NO_TIME)))
        .isEqualTo(reason);
  }

  @Test
  void endsWhenAccessWasRevokedAfterTheSignIn() {
    assertThat(endingOf(session(AccountStatus.ACTIVE, false, NO_TIME, NO_TIME, NO_TIME, NO_TIME)))
        .isEqualTo(SessionEndReason.CUT);
  }

  @Test
  void reportsTheMostSevereReason() {
    Duration longAgo = Duration.ofDays(2);

    assertThat(
            endingOf(session(AccountStatus.SUSPENDED, false, longAgo, longAgo, longAgo, longAgo)))
        .isEqualTo(SessionEndReason.CUT);
    assertThat(endingOf(session(AccountStatus.SUSPENDED, true, longAgo, longAgo, longAgo, longAgo)))
        .isEqualTo(SessionEndReason.SUSPENDED);
    assertThat(endingOf(session(longAgo, longAgo, longAgo))).isEqualTo(SessionEndReason.TOO_OLD);
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M,PT15M,false",
    "PT15M0.001S,PT15M0.001S,true",
    "PT30M,PT1M,false",
    "PT30M,PT1M0.001S,true",
    "PT1S,PT10M,false"
  })
  void isDueAfterFifteenMinutesAndAtMostOncePerMinute(
      Duration confirmed, Duration asked, boolean due) {
    LiveSession session =
        session(AccountStatus.ACTIVE, true, Duration.ofHours(1), NO_TIME, confirmed, asked);

    assertThat(SessionRules.isMembershipDue(session, NOW)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "HIGH,PT10M,PT0S,true",
    "HIGH,PT10M0.001S,PT0S,false",
    "NORMAL,PT11H,PT2H,true",
    "NORMAL,PT11H,PT2H0.001S,false",
    "LOW,PT11H,PT11H,true"
  })
  void requiresReauthenticationByRisk(
      ActionRisk risk, Duration reauthenticated, Duration lastAction, boolean allowed) {
    LiveSession session =
        session(
            AccountStatus.ACTIVE,
            true,
            Duration.ofHours(11),
            NO_TIME,
            NO_TIME,
            NO_TIME,
            reauthenticated,
            lastAction);

    assertThat(SessionRules.isReauthenticated(session, risk, NOW)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,false", "PT30S,false", "PT30.001S,true"})
  void recordsAnInteractionAtMostEveryThirtySeconds(Duration since, boolean recorded) {
    assertThat(
            SessionRules.shouldRecordInteraction(session(Duration.ofHours(1), since, NO_TIME), NOW))
        .isEqualTo(recorded);
  }

  private static @Nullable SessionEndReason endingOf(LiveSession session) {
    return switch (SessionRules.check(session, NOW)) {
      case Validity.Valid valid -> null;
      case Validity.Ended ended -> ended.reason();
    };
  }

  private static @Nullable MembershipStatus standingOf(LiveSession session) {
    return switch (SessionRules.check(session, NOW)) {
      case Validity.Valid valid -> valid.membershipStatus();
      case Validity.Ended ended -> null;
    };
  }

  private static LiveSession session(Duration signedIn, Duration idle, Duration confirmed) {
    return session(AccountStatus.ACTIVE, true, signedIn, idle, confirmed, confirmed);
  }

  private static LiveSession session(
      AccountStatus status,
      boolean current,
      Duration signedIn,
      Duration idle,
      Duration confirmed,
      Duration asked) {
    return session(status, current, signedIn, idle, confirmed, asked, signedIn, signedIn);
  }

  private static LiveSession session(
      AccountStatus status,
      boolean current,
      Duration signedIn,
      Duration idle,
      Duration confirmed,
      Duration asked,
      Duration reauthenticated,
      Duration lastAction) {
    return new LiveSession(
        "a session",
        new Operator(new UUID(0, 1), "octocat", null, Role.ADMIN),
        status,
        current,
        NOW.minus(signedIn),
        NOW.minus(idle),
        NOW.minus(confirmed),
        NOW.minus(asked),
        NOW.minus(reauthenticated),
        NOW.minus(lastAction),
        null,
        null);
  }
}
