package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenRow;
import dev.signalbox.audit.NewerCheckpoint.Seals;
import dev.signalbox.databaserestore.AutomaticWork.Halted;
import dev.signalbox.databaserestore.DatabaseRestore.Tokens;
import dev.signalbox.databaserestore.DatabaseRestores.SuspectToken;
import dev.signalbox.databaserestore.RestoreReview.Findings;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** View model of the findings after a restore of the database. */
record DatabaseRestorePage(
    String summary, @Nullable RestoreView restore, @Nullable EmptyState empty) {

  /** Maximum number of tokens on the page; the others follow after a decision on these. */
  private static final int MAX_TOKENS = 100;

  static DatabaseRestorePage of(@Nullable Findings findings, CurrentUser user, Clock clock) {
    if (findings == null) {
      return new DatabaseRestorePage(
          "No restore detected",
          null,
          new EmptyState(
              "The database was not restored",
              "After a restore, this page lists what the database has lost.",
              null,
              null));
    }
    int count = findings.count();
    return new DatabaseRestorePage(
        count == 0
            ? "Everything is confirmed"
            : count == 1 ? "1 finding to confirm" : "%,d findings to confirm".formatted(count),
        RestoreView.of(findings, user, clock),
        null);
  }

  /** Compares the seals with the newest checkpoint, in sentences. */
  static String seals(DatabaseRestore restore) {
    @Nullable Seals seals = restore.seals();
    if (seals == null) {
      return "The storage could not be read yet. It is read again every 10 s.";
    }
    return switch (seals) {
      case MATCH ->
          "Seal %s of the newest checkpoint in the storage is in the database."
              .formatted(checkpointSeal(restore));
      case MISSING ->
          "Seals are missing: the database ended with seal %,d, the newest checkpoint in the storage is of seal %s. The events between them are lost."
              .formatted(restore.newestSeal(), checkpointSeal(restore));
      case DIFFERENT ->
          "Seal %s in the database is not the one of the newest checkpoint in the storage: events were lost and others recorded since."
              .formatted(checkpointSeal(restore));
      case UNKNOWN ->
          "No checkpoint outside the database is available, so it is unknown whether events are missing. Compare seal %,d with the last line “Audit checkpoint” in the log of the console."
              .formatted(restore.newestSeal());
    };
  }

  private static String checkpointSeal(DatabaseRestore restore) {
    @Nullable String checkpoint = restore.checkpoint();
    return checkpoint == null
        ? "?"
        : "%,d".formatted(Long.parseLong(checkpoint.substring(0, checkpoint.indexOf(':'))));
  }

  /**
   * The findings.
   *
   * @param missing the duration whose changes are missing at most
   * @param accept the link to accept the seals, or null if there is nothing to accept
   * @param tokensNote source and age of the list of revoked tokens
   * @param more the number of tokens that are not shown, as text, or null
   * @param keepAll the link to keep all tokens, or null if there are none
   */
  record RestoreView(
      String reason,
      TimestampView found,
      TimestampView state,
      String missing,
      StatusLabel sealStatus,
      String seals,
      @Nullable ActionButton accept,
      @Nullable String accepted,
      List<Halted> halted,
      StatusLabel tokenStatus,
      String tokensNote,
      List<TokenLine> tokens,
      @Nullable String more,
      ActionButton keep,
      @Nullable ActionButton keepAll) {

    static RestoreView of(Findings findings, CurrentUser user, Clock clock) {
      DatabaseRestore restore = findings.restore();
      int hidden = findings.tokens().size() - MAX_TOKENS;
      return new RestoreView(
          restore.reason(),
          TimestampView.of(restore.foundAt(), clock),
          TimestampView.of(restore.stateAt(), clock),
          "up to "
              + TimestampView.formatDuration(
                  Duration.between(restore.stateAt(), restore.foundAt())),
          sealStatus(restore),
          DatabaseRestorePage.seals(restore),
          restore.needsAcceptance() ? ActionButton.of("Accept audit log", user, null) : null,
          restore.sealsAcceptedAt() == null
              ? null
              : "Accepted by %s, %s."
                  .formatted(
                      restore.sealsAcceptedBy(),
                      TimestampView.of(restore.sealsAcceptedAt(), clock).absolute()),
          findings.halted(),
          tokenStatus(findings),
          tokensNote(restore, clock),
          findings.tokens().stream()
              .limit(MAX_TOKENS)
              .map(token -> TokenLine.of(token, findings.suspects(), clock))
              .toList(),
          hidden > 0 ? "%,d more follow after a decision on these.".formatted(hidden) : null,
          ActionButton.of("Keep", user, null),
          findings.tokens().isEmpty() ? null : ActionButton.of("Keep all tokens", user, null));
    }

    private static StatusLabel sealStatus(DatabaseRestore restore) {
      @Nullable Seals seals = restore.seals();
      if (restore.sealsAcceptedAt() != null) {
        return StatusLabel.off("Accepted");
      }
      if (seals == null) {
        return StatusLabel.waiting("Not compared yet");
      }
      return switch (seals) {
        case MATCH -> StatusLabel.ok("Match");
        case MISSING -> StatusLabel.bad("Missing");
        case DIFFERENT -> StatusLabel.bad("Different");
        case UNKNOWN -> StatusLabel.unknown("Unknown");
      };
    }

    private static StatusLabel tokenStatus(Findings findings) {
      if (findings.restore().tokens() == null) {
        return StatusLabel.waiting("Not compared yet");
      }
      int count = findings.tokens().size();
      return count == 0
          ? StatusLabel.ok("Nothing to confirm")
          : StatusLabel.warn("%,d to confirm".formatted(count));
    }

    private static String tokensNote(DatabaseRestore restore, Clock clock) {
      @Nullable Tokens tokens = restore.tokens();
      if (tokens == null) {
        return "The list of revoked tokens in the storage could not be read yet. It is read again every 10 s. Until then, review all API tokens.";
      }
      return switch (tokens) {
        case KNOWN ->
            restore.tokensUntil() == null
                ? ""
                : "The storage lists the tokens that were revoked until %s. Those that are active in the database are listed here."
                    .formatted(TimestampView.of(restore.tokensUntil(), clock).absolute());
        case UNKNOWN ->
            "No list of revoked tokens outside the database is available, so Signalbox can't know which tokens were revoked after the backup. All active tokens are listed: keep or revoke each one.";
      };
    }
  }

  /**
   * A token that an admin keeps or revokes.
   *
   * @param revoked when it was revoked, or null if that is not known
   * @param revokedBy the login of the user who revoked it, or null
   */
  record TokenLine(TokenRow token, @Nullable TimestampView revoked, @Nullable String revokedBy) {

    static TokenLine of(TokenRow token, Map<UUID, SuspectToken> suspects, Clock clock) {
      @Nullable SuspectToken suspect = suspects.get(UUID.fromString(token.id()));
      return new TokenLine(
          token,
          suspect == null ? null : TimestampView.ofNullable(suspect.revokedAt(), clock),
          suspect == null ? null : suspect.revokedBy());
    }
  }
}
