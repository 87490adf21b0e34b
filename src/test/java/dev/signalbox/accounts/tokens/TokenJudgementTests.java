package dev.signalbox.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;

/** What a token is worth. */
class TokenJudgementTests {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  private AccountStatus status = AccountStatus.ACTIVE;
  private boolean current = true;
  private Instant expiresAt = NOW.plusSeconds(1);
  private @Nullable Instant revokedAt;
  private Duration silence = Duration.ZERO;

  @Test
  void holdsUntilTheSecondItExpires() {
    assertThat(judge()).isInstanceOf(TokenJudgement.Holds.class);
    expiresAt = NOW;

    assertThat(judge()).isEqualTo(over("This token expired on 15 Jan 2026."));
  }

  @Test
  void isOverOnceRevoked() {
    revokedAt = NOW.minusSeconds(1);

    assertThat(judge()).isEqualTo(over("This token was revoked on 15 Jan 2026."));
  }

  @Test
  void isOverWhileTheOwnerIsSuspended() {
    status = AccountStatus.SUSPENDED;

    assertThat(judge()).isEqualTo(over("The account of the token's owner is suspended."));
  }

  @Test
  void isOverOnceTheAccessWasCut() {
    current = false;

    assertThat(judge())
        .isEqualTo(over("The access of the token's owner was cut after the token was made."));
  }

  @Test
  void allowsWhatTheRoleAllows() {
    assertThat(authorities()).contains("ROLE_ADMIN", "SCOPE_read", "SCOPE_write", "SCOPE_orbs");
  }

  @Test
  void onlyLooksAfterAnHourOfSilence() {
    silence = Duration.ofMinutes(60);
    assertThat(authorities()).contains("ROLE_ADMIN");
    silence = silence.plusSeconds(1);

    assertThat(authorities()).containsExactlyInAnyOrder("ROLE_VIEWER", "SCOPE_read");
  }

  @Test
  void waitsAfterFourHoursOfSilence() {
    silence = Duration.ofHours(4).plusSeconds(1);

    assertThat(judge()).isInstanceOf(TokenJudgement.Unconfirmed.class);
  }

  private Iterable<String> authorities() {
    return ((TokenJudgement.Holds) judge())
        .caller().getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
  }

  private TokenJudgement judge() {
    return TokenJudgement.of(
        new LiveToken(
            UUID.randomUUID(),
            "a script",
            EnumSet.allOf(TokenScope.class),
            new Operator(UUID.randomUUID(), "amara", null, Role.ADMIN),
            status,
            current,
            expiresAt,
            revokedAt,
            null,
            NOW.minus(silence),
            NOW.minus(silence)),
        NOW);
  }

  private static TokenJudgement over(String why) {
    return new TokenJudgement.Over(why);
  }
}
