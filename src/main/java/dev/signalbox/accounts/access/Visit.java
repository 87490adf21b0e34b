package dev.signalbox.accounts.access;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.access.AccessAnswer.Cause;
import dev.signalbox.accounts.sessions.Standing;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the gate, as one query reads them.
 *
 * @param current whether the sign-in behind the pass still holds
 * @param revoked whether GitHub said that the person does not belong, and nothing else since
 * @param confirmedAt when GitHub last confirmed the membership
 * @param askedAt when GitHub was last asked, whatever came of it
 */
record Visit(
    UUID account,
    long githubId,
    String login,
    @Nullable String name,
    Role role,
    AccountStatus status,
    boolean current,
    boolean revoked,
    Instant confirmedAt,
    Instant askedAt) {

  /** Whether the person may pass now. */
  AccessAnswer judge(Instant now) {
    if (!status.mayEnter()) {
      return new AccessAnswer.Refused(Cause.SUSPENDED);
    }
    if (revoked) {
      return new AccessAnswer.Refused(Cause.OUTSIDE);
    }
    if (!current) {
      return new AccessAnswer.Nobody();
    }
    return Standing.after(confirmedAt, now) == Standing.OUT
        ? new AccessAnswer.Refused(Cause.UNCONFIRMED)
        : new AccessAnswer.Welcome(
            githubId, login, name == null || name.isBlank() ? login : name, role);
  }

  /** Whether GitHub should be asked again about somebody who is here. */
  boolean due(Instant now) {
    return status.mayEnter() && current && !revoked && Standing.isDue(confirmedAt, askedAt, now);
  }
}
