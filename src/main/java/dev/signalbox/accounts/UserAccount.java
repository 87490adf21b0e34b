package dev.signalbox.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current data of an account.
 *
 * @param statusBy who set the status, or null if it was set automatically
 * @param statusUntil when the suspension ends automatically, or null if it has no end
 * @param lastSeen the last sign-in, or null if there was none
 */
public record UserAccount(
    UUID id,
    long githubId,
    String login,
    @Nullable String name,
    @Nullable String email,
    Role role,
    AccountStatus status,
    Instant statusSince,
    @Nullable String statusBy,
    @Nullable String statusReason,
    @Nullable Instant statusUntil,
    Instant firstSeen,
    @Nullable Instant lastSeen,
    int signIns) {

  /** The full name, or the login if there is none. */
  public String displayName() {
    return name == null || name.isBlank() ? login : name;
  }
}
