package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository of {@code api_token}. SQL, because one query joins token, account and membership for
 * each request, and a token takes the epoch of its account when it is inserted.
 */
@Component
class TokenRepository {

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  TokenRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Finds the token of a request by its hash. Runs once per request, by unique keys only. */
  Optional<TokenWithOwner> find(TokenValue value) {
    return database
        .sql(
            """
            select t.id, t.name, t.scopes, t.expires_at, t.revoked_at, t.last_used_at,
              t.epoch = a.epoch as current, a.id as owner_id, a.login, a.name as owner_name,
              a.role, a.status, m.confirmed_at, m.asked_at
            from api_token t
            join account a on a.id = t.account_id
            join membership m on m.account_id = a.id
            where t.hash = :hash
            """)
        .param("hash", value.hash())
        .query(TokenRowMapper::withOwner)
        .optional();
  }

  Optional<IssuedToken> find(UUID id) {
    return database
        .sql(TokenRowMapper.ISSUED + " where t.id = :id")
        .param("id", id)
        .query(TokenRowMapper::issued)
        .optional();
  }

  /** Returns a user's tokens: active ones first, newest first. */
  List<IssuedToken> findByOwner(UUID owner, int limit) {
    return database
        .sql(
            TokenRowMapper.ISSUED
                + " where t.account_id = :owner order by ("
                + TokenRowMapper.LIVE
                + ") desc, t.created_at desc, t.id desc limit :limit")
        .param("owner", owner)
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("limit", limit)
        .query(TokenRowMapper::issued)
        .list();
  }

  /** Counts the user's active tokens and locks their creation until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long countActiveForUpdate(UUID owner) {
    database
        .sql("select id from account where id = :owner for update")
        .param("owner", owner)
        .query(UUID.class)
        .single();
    return countActive(owner);
  }

  long countActive(UUID owner) {
    return database
        .sql(
            "select count(*) from api_token t join account a on a.id = t.account_id"
                + " where t.account_id = :owner and "
                + TokenRowMapper.LIVE)
        .param("owner", owner)
        .param("now", DatabaseTime.utc(clock.instant()))
        .query(Long.class)
        .single();
  }

  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID add(TokenRequest request, TokenValue value, UUID owner) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into api_token (id, account_id, epoch, name, hash, scopes, created_at, expires_at)
            select :id, a.id, a.epoch, :name, :hash, string_to_array(:scopes, ','), :now, :expires
            from account a where a.id = :owner
            """)
        .param("id", id)
        .param("owner", owner)
        .param("name", request.name())
        .param("hash", value.hash())
        .param("scopes", request.scopes().stream().map(Enum::name).collect(Collectors.joining(",")))
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("expires", DatabaseTime.utc(request.expiresAt()))
        .update();
    notifier.publishChange("tokens");
    return id;
  }

  /** Revokes a token; returns false if it was already revoked. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean revoke(UUID id, Operator by) {
    int revoked =
        database
            .sql(
                """
                update api_token set revoked_at = :now, revoked_by = :by
                where id = :id and revoked_at is null
                """)
            .param("id", id)
            .param("by", by.login())
            .param("now", DatabaseTime.utc(clock.instant()))
            .update();
    notifier.publishChange("tokens");
    return revoked == 1;
  }

  /** Records a use unless another request or instance recorded one since. */
  void recordUse(UUID id, String address, Instant now, Instant unlessSince) {
    database
        .sql(
            """
            update api_token set last_used_at = :now, last_used_from = :address
            where id = :id and (last_used_at is null or last_used_at < :since)
            """)
        .param("id", id)
        .param("address", address)
        .param("now", DatabaseTime.utc(now))
        .param("since", DatabaseTime.utc(unlessSince))
        .update();
  }
}
