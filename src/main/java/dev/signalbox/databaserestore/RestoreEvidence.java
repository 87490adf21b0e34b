package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenReview;
import dev.signalbox.audit.NewerCheckpoint;
import dev.signalbox.databaserestore.DatabaseRestore.Tokens;
import dev.signalbox.databaserestore.DatabaseRestores.SuspectToken;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads from the storage what a restored database has lost: sealed audit events and revocations of
 * tokens. Retries until the storage can be read.
 */
@Component
class RestoreEvidence {

  /** Maximum difference between the clocks of the instances. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(RestoreEvidence.class);

  private final DatabaseRestores restores;
  private final NewerCheckpoint checkpoints;
  private final RevokedTokenList revokedTokens;
  private final TokenReview tokens;

  RestoreEvidence(
      DatabaseRestores restores,
      NewerCheckpoint checkpoints,
      RevokedTokenList revokedTokens,
      TokenReview tokens) {
    this.restores = restores;
    this.checkpoints = checkpoints;
    this.revokedTokens = revokedTokens;
    this.tokens = tokens;
  }

  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT8S")
  void collect() {
    Optional<DatabaseRestore> newest = restores.findNewest();
    newest.filter(restore -> restore.seals() == null).ifPresent(this::collectSeals);
    newest.filter(restore -> restore.tokens() == null).ifPresent(this::collectTokens);
  }

  private void collectSeals(DatabaseRestore restore) {
    checkpoints
        .compare(restore.checkpoint(), restore.newestSeal())
        .ifPresent(comparison -> restores.setSeals(restore, comparison));
  }

  private void collectTokens(DatabaseRestore restore) {
    try {
      RevokedTokenList.@Nullable Content list = revokedTokens.read().orElse(null);
      if (list == null) {
        restores.setTokens(
            restore,
            Tokens.UNKNOWN,
            null,
            tokens.findActiveIds().stream().map(id -> new SuspectToken(id, null, null)).toList());
      } else {
        restores.setTokens(restore, Tokens.KNOWN, list.writtenAt(), revokedSince(restore, list));
      }
    } catch (RemoteSystemException | IOException e) {
      log.warn("Could not read the revoked tokens from the storage: {}", e.getMessage());
    }
  }

  /** A token that was revoked before the backup and is active was kept after an earlier restore. */
  private List<SuspectToken> revokedSince(DatabaseRestore restore, RevokedTokenList.Content list) {
    Instant since = restore.stateAt().minus(CLOCK_TOLERANCE);
    Set<UUID> active = new HashSet<>(tokens.findActiveIds());
    return list.tokens().values().stream()
        .map(SuspectToken::of)
        .filter(token -> active.contains(token.id()))
        .filter(token -> token.revokedAt() == null || token.revokedAt().isAfter(since))
        .toList();
  }
}
