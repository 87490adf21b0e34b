package dev.signalbox.databaserestore;

import dev.signalbox.audit.NewerCheckpoint.Seals;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore of the database that Signalbox has detected.
 *
 * @param stateAt time of the last heartbeat in the database; later changes are missing
 * @param newestSeal number of the newest seal when the restore was detected, or 0
 * @param checkpoint the newest checkpoint in the storage, or null
 * @param seals how the seals compare to it, or null until the storage was read
 * @param tokens whether the storage has a list of revoked tokens, or null until it was read
 * @param tokensUntil time up to which that list is complete, or null
 */
record DatabaseRestore(
    UUID id,
    Instant foundAt,
    String reason,
    Instant stateAt,
    long newestSeal,
    @Nullable String checkpoint,
    @Nullable Seals seals,
    @Nullable Instant sealsAcceptedAt,
    @Nullable String sealsAcceptedBy,
    @Nullable Tokens tokens,
    @Nullable Instant tokensUntil) {

  /** Whether the storage has a list of revoked tokens. */
  enum Tokens {
    KNOWN,
    /** Any active token may have been revoked. */
    UNKNOWN
  }

  /** Returns whether an admin must accept that sealed events are missing or may be missing. */
  boolean needsAcceptance() {
    return seals != null && seals != Seals.MATCH && sealsAcceptedAt == null;
  }
}
