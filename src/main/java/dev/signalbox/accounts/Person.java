package dev.signalbox.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as it stands.
 *
 * @param statusBy who put it into its status, or null when it came about by itself
 * @param statusUntil when a suspension ends by itself, or null when it does not
 * @param lastSeen the last sign-in, or null when there was none
 */
public record Person(
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

  /** The full name, or the login of somebody who has none. */
  public String displayName() {
    return name == null || name.isBlank() ? login : name;
  }
}
