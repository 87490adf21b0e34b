package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenReview;
import dev.signalbox.accounts.tokens.TokenRow;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.databaserestore.AutomaticWork.Halted;
import dev.signalbox.databaserestore.DatabaseRestores.SuspectToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The findings of the newest restore of the database, and the decisions of admins about them. */
@Component
class RestoreReview {

  private final DatabaseRestores restores;
  private final List<AutomaticWork> works;
  private final TokenReview tokens;
  private final AuditLog audit;

  RestoreReview(
      DatabaseRestores restores, List<AutomaticWork> works, TokenReview tokens, AuditLog audit) {
    this.restores = restores;
    this.works = works;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Returns what an admin has to confirm; empty if no restore was detected. */
  Optional<Findings> find() {
    return restores.findNewest().map(this::find);
  }

  /** Returns the newest restore if decisions about its seals or tokens are needed. */
  Optional<Undecided> findUndecided() {
    return restores
        .findNewest()
        .map(restore -> new Undecided(restore, countDecisions(restore)))
        .filter(undecided -> undecided.decisions() > 0);
  }

  private int countDecisions(DatabaseRestore restore) {
    Set<UUID> suspects =
        restores.findUndecided(restore).stream().map(SuspectToken::id).collect(Collectors.toSet());
    return (restore.needsAcceptance() ? 1 : 0)
        + (suspects.isEmpty() ? 0 : tokens.findActive(suspects).size());
  }

  private Findings find(DatabaseRestore restore) {
    Map<UUID, SuspectToken> suspects =
        restores.findUndecided(restore).stream()
            .collect(Collectors.toMap(SuspectToken::id, Function.identity()));
    return new Findings(
        restore,
        works.stream().flatMap(work -> work.findHalted().stream()).toList(),
        suspects.isEmpty() ? List.of() : tokens.findActive(suspects.keySet()),
        suspects);
  }

  /** Accepts that sealed events are missing; returns false if there was nothing to accept. */
  @Transactional
  public boolean acceptSeals(String by) {
    @Nullable DatabaseRestore restore = restores.findNewest().orElse(null);
    if (restore == null || !restores.acceptSeals(restore, by)) {
      return false;
    }
    Map<String, Object> payload = new HashMap<>();
    payload.put("seals", String.valueOf(restore.seals()));
    payload.put("newest_seal", restore.newestSeal());
    payload.put("checkpoint", restore.checkpoint());
    audit.record(
        "database.restore.seals.accepted",
        Target.of("database_restore", restore.id().toString(), null),
        payload);
    return true;
  }

  /** Keeps those of the tokens that still need a decision; returns their number. */
  @Transactional
  public int keep(List<UUID> chosen, String by) {
    @Nullable Findings findings = find().orElse(null);
    if (findings == null) {
      return 0;
    }
    int kept = 0;
    for (TokenRow token : findings.tokens()) {
      UUID id = UUID.fromString(token.id());
      if (chosen.contains(id) && restores.keep(findings.restore(), id, by)) {
        kept++;
        audit.record(
            "token.kept",
            Target.of("token", token.id(), token.name()),
            payload(findings, id, token));
      }
    }
    return kept;
  }

  private static Map<String, ?> payload(Findings findings, UUID id, TokenRow token) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("owner", token.owner().login());
    findings
        .revocation(id)
        .ifPresent(
            revoked -> {
              payload.put("revoked_at", String.valueOf(revoked.revokedAt()));
              payload.put("revoked_by", revoked.revokedBy());
            });
    return payload;
  }

  /**
   * A restore that needs decisions.
   *
   * @param decisions their number, without paused work
   */
  record Undecided(DatabaseRestore restore, int decisions) {}

  /**
   * What an admin has to confirm.
   *
   * @param halted work that waits until it is resumed
   * @param tokens active tokens that were or may have been revoked since the backup
   */
  record Findings(
      DatabaseRestore restore,
      List<Halted> halted,
      List<TokenRow> tokens,
      Map<UUID, SuspectToken> suspects) {

    /** Returns the number of decisions that are needed. */
    int count() {
      return halted.size() + tokens.size() + (restore.needsAcceptance() ? 1 : 0);
    }

    /** Returns the revocation that the database has lost, if it is known. */
    Optional<SuspectToken> revocation(UUID token) {
      return Optional.ofNullable(suspects.get(token)).filter(found -> found.revokedAt() != null);
    }
  }
}
