package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.live.Bulletin;
import dev.signalbox.outside.Changes;
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

/** The table of tokens. */
@Component
class Tokens {

  private final JdbcClient database;
  private final Bulletin bulletin;
  private final Clock clock;

  Tokens(JdbcClient database, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  /** The token behind a text: the one read of every call, by unique keys. */
  Optional<LiveToken> find(TokenText text) {
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
        .param("hash", text.hash())
        .query(TokenRows::live)
        .optional();
  }

  Optional<IssuedToken> find(UUID id) {
    return database
        .sql(TokenRows.ISSUED + " where t.id = :id")
        .param("id", id)
        .query(TokenRows::issued)
        .optional();
  }

  /** A person's own: the live ones first, the newest of each first. */
  List<IssuedToken> of(UUID owner, int most) {
    return database
        .sql(
            TokenRows.ISSUED
                + " where t.account_id = :owner order by ("
                + TokenRows.LIVE
                + ") desc, t.created_at desc, t.id desc limit :most")
        .param("owner", owner)
        .param("now", TokenRows.utc(clock.instant()))
        .param("most", most)
        .query(TokenRows::issued)
        .list();
  }

  /** How many of a person's are live; until the transaction ends nobody makes a further one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public long countLiveLocked(UUID owner) {
    database
        .sql("select id from account where id = :owner for update")
        .param("owner", owner)
        .query(UUID.class)
        .single();
    return countLive(owner);
  }

  long countLive(UUID owner) {
    return database
        .sql(
            "select count(*) from api_token t join account a on a.id = t.account_id"
                + " where t.account_id = :owner and "
                + TokenRows.LIVE)
        .param("owner", owner)
        .param("now", TokenRows.utc(clock.instant()))
        .query(Long.class)
        .single();
  }

  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID add(TokenRequest request, TokenText text, UUID owner) {
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
        .param("hash", text.hash())
        .param("scopes", request.scopes().stream().map(Enum::name).collect(Collectors.joining(",")))
        .param("now", TokenRows.utc(clock.instant()))
        .param("expires", TokenRows.utc(request.expiresAt()))
        .update();
    bulletin.changed("tokens");
    return id;
  }

  /** Revokes a token and says whether it was not revoked before. */
  @Changes
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
            .param("now", TokenRows.utc(clock.instant()))
            .update();
    bulletin.changed("tokens");
    return revoked == 1;
  }

  /** Notes a use, unless another call or instance noted one since. */
  void used(UUID id, String address, Instant now, Instant unlessSince) {
    database
        .sql(
            """
            update api_token set last_used_at = :now, last_used_from = :address
            where id = :id and (last_used_at is null or last_used_at < :since)
            """)
        .param("id", id)
        .param("address", address)
        .param("now", TokenRows.utc(now))
        .param("since", TokenRows.utc(unlessSince))
        .update();
  }
}
