package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the last membership result of each account and its encrypted GitHub token. SQL, because a
 * check is acquired by one conditional update that returns the row.
 */
@Component
public class Memberships {

  /** Lease of a check, longer than one GitHub query can take. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final JdbcClient database;
  private final SecretBox box;
  private final Clock clock;

  Memberships(JdbcClient database, SecretBox box, Clock clock) {
    this.database = database;
    this.box = box;
    this.clock = clock;
  }

  /** Records a confirmed membership; the new token replaces the stored one. */
  public void confirm(UUID account, Finding.ConfirmedMember member, Secret token) {
    database
        .sql(
            """
            insert into membership (account_id, organization, organization_id, confirmed_at,
              asked_at, last_answer, etag, sealed_token)
            values (:account, :organization, :organizationId, :now, :now, 'active', :etag, :token)
            on conflict (account_id) do update set organization = excluded.organization,
              organization_id = excluded.organization_id, confirmed_at = excluded.confirmed_at,
              asked_at = excluded.asked_at, last_answer = excluded.last_answer,
              etag = excluded.etag, sealed_token = excluded.sealed_token, asking_until = null
            """)
        .param("account", account)
        .param("organization", member.organization().orElse(null))
        .param("organizationId", member.organizationId().orElse(null))
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("etag", member.etag())
        .param("token", box.seal(token.reveal(), purpose(account)))
        .update();
  }

  /** Acquires the check of an account; empty if another instance is running it. */
  Optional<PendingCheck> acquireCheck(UUID account) {
    return database
        .sql(
            """
            update membership set asking_until = :until
            where account_id = :account and (asking_until is null or asking_until < :now)
            returning organization, organization_id, etag, sealed_token
            """)
        .param("account", account)
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("until", DatabaseTime.utc(clock.instant()).plus(LEASE))
        .query(
            (row, number) ->
                new PendingCheck(
                    row.getString("organization"),
                    row.getObject("organization_id", Long.class),
                    row.getString("etag"),
                    unseal(row.getBytes("sealed_token"), account)))
        .optional();
  }

  void recordConfirmation(UUID account, @Nullable String etag) {
    database
        .sql(
            """
            update membership set confirmed_at = :now, asked_at = :now, asking_until = null,
              last_answer = 'active', etag = coalesce(:etag::text, etag)
            where account_id = :account
            """)
        .param("account", account)
        .param("etag", etag)
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
  }

  void recordFailure(UUID account, String result) {
    database
        .sql(
            """
            update membership set asked_at = :now, asking_until = null, last_answer = :result
            where account_id = :account
            """)
        .param("account", account)
        .param("result", result)
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
  }

  /** Records that the user is no longer a member and deletes the token. */
  void recordRevocation(UUID account, String result) {
    database
        .sql(
            """
            update membership set asked_at = :now, asking_until = null, last_answer = :result,
              sealed_token = null, etag = null
            where account_id = :account
            """)
        .param("account", account)
        .param("result", result)
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
  }

  /** Returns the stored membership of an account, for the user page. */
  public Optional<KnownMembership> find(UUID account) {
    return database
        .sql(
            "select organization, confirmed_at, last_answer from membership"
                + " where account_id = :account")
        .param("account", account)
        .query(
            (row, number) ->
                new KnownMembership(
                    row.getString("organization"),
                    DatabaseTime.instant(row, "confirmed_at"),
                    row.getString("last_answer")))
        .optional();
  }

  /** Returns the GitHub token of an account; empty after a revocation. */
  public Optional<Secret> token(UUID account) {
    return database
        .sql(
            "select sealed_token from membership"
                + " where account_id = :account and sealed_token is not null")
        .param("account", account)
        .query((row, number) -> row.getBytes(1))
        .optional()
        .map(bytes -> new Secret(box.open(bytes, purpose(account))));
  }

  private @Nullable Secret unseal(byte @Nullable [] sealed, UUID account) {
    return sealed == null ? null : new Secret(box.open(sealed, purpose(account)));
  }

  private static String purpose(UUID account) {
    return "membership.sealed_token/" + account;
  }

  /**
   * A membership to check.
   *
   * @param organization the one that allowed the last sign-in, or null where none is required
   * @param token null after a revocation
   */
  record PendingCheck(
      @Nullable String organization,
      @Nullable Long organizationId,
      @Nullable String etag,
      @Nullable Secret token) {}

  /** The stored membership. */
  public record KnownMembership(
      @Nullable String organization, Instant confirmedAt, String lastResult) {}
}
