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

/** The validity of tokens. */
class TokenValidityTests {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  private AccountStatus status = AccountStatus.ACTIVE;
  private boolean current = true;
  private Instant expiresAt = NOW.plusSeconds(1);
  private @Nullable Instant revokedAt;
  private Duration age = Duration.ZERO;

  @Test
  void isValidUntilItExpires() {
    assertThat(validity()).isInstanceOf(TokenValidity.Accepted.class);
    expiresAt = NOW;

    assertThat(validity()).isEqualTo(invalid("This token expired on 15 Jan 2026."));
  }

  @Test
  void isInvalidOnceRevoked() {
    revokedAt = NOW.minusSeconds(1);

    assertThat(validity()).isEqualTo(invalid("This token was revoked on 15 Jan 2026."));
  }

  @Test
  void isInvalidWhileTheOwnerIsSuspended() {
    status = AccountStatus.SUSPENDED;

    assertThat(validity()).isEqualTo(invalid("The token's owner is suspended."));
  }

  @Test
  void isInvalidOnceAccessIsRevoked() {
    current = false;

    assertThat(validity())
        .isEqualTo(
            invalid("The access of the token's owner was revoked after the token was created."));
  }

  @Test
  void allowsWhatTheRoleAllows() {
    assertThat(authorities()).contains("ROLE_ADMIN", "SCOPE_read", "SCOPE_write", "SCOPE_orbs");
  }

  @Test
  void isReadOnlyWithoutConfirmationForAnHour() {
    age = Duration.ofMinutes(60);
    assertThat(authorities()).contains("ROLE_ADMIN");
    age = age.plusSeconds(1);

    assertThat(authorities()).containsExactlyInAnyOrder("ROLE_VIEWER", "SCOPE_read");
  }

  @Test
  void isUnconfirmedAfterFourHours() {
    age = Duration.ofHours(4).plusSeconds(1);

    assertThat(validity()).isInstanceOf(TokenValidity.Unconfirmed.class);
  }

  private Iterable<String> authorities() {
    return ((TokenValidity.Accepted) validity())
        .caller().getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
  }

  private TokenValidity validity() {
    return TokenValidity.of(
        new TokenWithOwner(
            UUID.randomUUID(),
            "a script",
            EnumSet.allOf(TokenScope.class),
            new Operator(UUID.randomUUID(), "amara", null, Role.ADMIN),
            status,
            current,
            expiresAt,
            revokedAt,
            null,
            NOW.minus(age),
            NOW.minus(age)),
        NOW);
  }

  private static TokenValidity invalid(String why) {
    return new TokenValidity.Rejected(why);
  }
}
