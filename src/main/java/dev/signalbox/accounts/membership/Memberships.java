package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.membership.OrganizationGate.Finding;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What GitHub last said about each person, and the one sealed token to ask it with. */
@Component
public class Memberships {

  /** Longer than one question to GitHub can take; then another instance may ask. */
  private static final Duration ASKING = Duration.ofSeconds(30);

  private final JdbcClient database;
  private final SecretBox box;
  private final Clock clock;

  Memberships(JdbcClient database, SecretBox box, Clock clock) {
    this.database = database;
    this.box = box;
    this.clock = clock;
  }

  /** Notes a confirmation at the door; the newest token replaces the one before. */
  public void confirm(UUID account, Finding.Belongs belongs, Secret token) {
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
        .param("organization", belongs.organization().orElse(null))
        .param("organizationId", belongs.organizationId().orElse(null))
        .param("now", now())
        .param("etag", belongs.etag())
        .param("token", box.seal(token.reveal(), place(account)))
        .update();
  }

  /** Takes the question about a person for this instance; empty when another is asking already. */
  Optional<Question> take(UUID account) {
    return database
        .sql(
            """
            update membership set asking_until = :until
            where account_id = :account and (asking_until is null or asking_until < :now)
            returning organization, organization_id, etag, sealed_token
            """)
        .param("account", account)
        .param("now", now())
        .param("until", now().plus(ASKING))
        .query(
            (row, number) ->
                new Question(
                    row.getString("organization"),
                    row.getObject("organization_id", Long.class),
                    row.getString("etag"),
                    opened(row.getBytes("sealed_token"), account)))
        .optional();
  }

  void confirmed(UUID account, @Nullable String etag) {
    database
        .sql(
            """
            update membership set confirmed_at = :now, asked_at = :now, asking_until = null,
              last_answer = 'active', etag = coalesce(:etag::text, etag)
            where account_id = :account
            """)
        .param("account", account)
        .param("etag", etag)
        .param("now", now())
        .update();
  }

  void unanswered(UUID account, String answer) {
    database
        .sql(
            """
            update membership set asked_at = :now, asking_until = null, last_answer = :answer
            where account_id = :account
            """)
        .param("account", account)
        .param("answer", answer)
        .param("now", now())
        .update();
  }

  /** Forgets the token: it is worth nothing any more. */
  void over(UUID account, String answer) {
    database
        .sql(
            """
            update membership set asked_at = :now, asking_until = null, last_answer = :answer,
              sealed_token = null, etag = null
            where account_id = :account
            """)
        .param("account", account)
        .param("answer", answer)
        .param("now", now())
        .update();
  }

  /** What a person's page tells about the membership. */
  public Optional<Known> known(UUID account) {
    return database
        .sql(
            "select organization, confirmed_at, last_answer from membership"
                + " where account_id = :account")
        .param("account", account)
        .query(
            (row, number) ->
                new Known(
                    row.getString("organization"),
                    row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                    row.getString("last_answer")))
        .optional();
  }

  /** The person's own token, where GitHub has not taken it back. */
  public Optional<Secret> token(UUID account) {
    return database
        .sql(
            "select sealed_token from membership"
                + " where account_id = :account and sealed_token is not null")
        .param("account", account)
        .query((row, number) -> row.getBytes(1))
        .optional()
        .map(bytes -> new Secret(box.open(bytes, place(account))));
  }

  private @Nullable Secret opened(byte @Nullable [] sealed, UUID account) {
    return sealed == null ? null : new Secret(box.open(sealed, place(account)));
  }

  private static String place(UUID account) {
    return "membership.sealed_token/" + account;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * What to ask.
   *
   * @param organization the one that admitted the person, or null where anyone may enter
   * @param token null when GitHub has taken it back
   */
  record Question(
      @Nullable String organization,
      @Nullable Long organizationId,
      @Nullable String etag,
      @Nullable Secret token) {}

  /** The last that is known. */
  public record Known(@Nullable String organization, Instant confirmedAt, String lastAnswer) {}
}
