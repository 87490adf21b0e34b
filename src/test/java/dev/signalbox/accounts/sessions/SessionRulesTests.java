package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.SessionRules.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a session is over, at the exact instant; durations are ages at the time of judgement. */
class SessionRulesTests {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
  private static final Duration NO_TIME = Duration.ZERO;

  @Test
  void holdsRightAfterTheSignIn() {
    LiveSession session = session(NO_TIME, NO_TIME, NO_TIME);

    assertThat(SessionRules.judge(session, NOW))
        .isEqualTo(new Judgement.Holds(session, Standing.FULL));
  }

  @ParameterizedTest
  @CsvSource({"PT29M59.999S,", "PT30M,", "PT30M0.001S,IDLE", "PT11H,IDLE"})
  void endsAfterHalfAnHourWithoutInteraction(Duration idle, @Nullable Ending ending) {
    assertThat(endingOf(session(Duration.ofHours(11), idle, NO_TIME))).isEqualTo(ending);
  }

  @ParameterizedTest
  @CsvSource({"PT11H59M59.999S,", "PT12H,", "PT12H0.001S,TOO_OLD"})
  void endsAfterTwelveHoursHoweverBusy(Duration age, @Nullable Ending ending) {
    assertThat(endingOf(session(age, NO_TIME, NO_TIME))).isEqualTo(ending);
  }

  @ParameterizedTest
  @CsvSource({
    "PT60M,FULL,",
    "PT60M0.001S,READ_ONLY,",
    "PT4H,READ_ONLY,",
    "PT4H0.001S,,UNCONFIRMED"
  })
  void losesRightsWhileGitHubIsSilent(
      Duration silence, @Nullable Standing standing, @Nullable Ending ending) {
    LiveSession session = session(Duration.ofHours(5), NO_TIME, silence);

    assertThat(standingOf(session)).isEqualTo(standing);
    assertThat(endingOf(session)).isEqualTo(ending);
  }

  @ParameterizedTest
  @CsvSource({"ACTIVE,", "INACTIVE,", "SUSPENDED,SUSPENDED", "SUSPENDED_NEW,SUSPENDED"})
  void endsWithTheAccountsRightToEnter(AccountStatus status, @Nullable Ending ending) {
    assertThat(endingOf(session(status, true, NO_TIME, NO_TIME, NO_TIME, NO_TIME)))
        .isEqualTo(ending);
  }

  @Test
  void endsWhenAccessWasCutSinceTheSignIn() {
    assertThat(endingOf(session(AccountStatus.ACTIVE, false, NO_TIME, NO_TIME, NO_TIME, NO_TIME)))
        .isEqualTo(Ending.CUT);
  }

  @Test
  void tellsTheGravestReasonFirst() {
    Duration longAgo = Duration.ofDays(2);

    assertThat(
            endingOf(session(AccountStatus.SUSPENDED, false, longAgo, longAgo, longAgo, longAgo)))
        .isEqualTo(Ending.CUT);
    assertThat(endingOf(session(AccountStatus.SUSPENDED, true, longAgo, longAgo, longAgo, longAgo)))
        .isEqualTo(Ending.SUSPENDED);
    assertThat(endingOf(session(longAgo, longAgo, longAgo))).isEqualTo(Ending.TOO_OLD);
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M,PT15M,false",
    "PT15M0.001S,PT15M0.001S,true",
    "PT30M,PT1M,false",
    "PT30M,PT1M0.001S,true",
    "PT1S,PT10M,false"
  })
  void asksGitHubAgainAfterAQuarterOfAnHourAndNotTwiceAMinute(
      Duration confirmed, Duration asked, boolean due) {
    LiveSession session =
        session(AccountStatus.ACTIVE, true, Duration.ofHours(1), NO_TIME, confirmed, asked);

    assertThat(SessionRules.membershipDue(session, NOW)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,true", "PT10M,true", "PT10M0.001S,false"})
  void trustsAFreshSignInWithDangerousActs(Duration age, boolean fresh) {
    assertThat(SessionRules.freshlySignedIn(session(age, NO_TIME, NO_TIME), NOW)).isEqualTo(fresh);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,false", "PT30S,false", "PT30.001S,true"})
  void notesAnInteractionTwiceAMinuteAtMost(Duration since, boolean noted) {
    assertThat(SessionRules.worthNoting(session(Duration.ofHours(1), since, NO_TIME), NOW))
        .isEqualTo(noted);
  }

  private static @Nullable Ending endingOf(LiveSession session) {
    return switch (SessionRules.judge(session, NOW)) {
      case Judgement.Holds holds -> null;
      case Judgement.Over over -> over.ending();
    };
  }

  private static @Nullable Standing standingOf(LiveSession session) {
    return switch (SessionRules.judge(session, NOW)) {
      case Judgement.Holds holds -> holds.standing();
      case Judgement.Over over -> null;
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
    return new LiveSession(
        "a session",
        new Operator(new UUID(0, 1), "octocat", null, Role.ADMIN),
        status,
        current,
        NOW.minus(signedIn),
        NOW.minus(idle),
        NOW.minus(confirmed),
        NOW.minus(asked));
  }
}
