package dev.signalbox.sandbox;

import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.Persona.AccountState;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts the accounts and audit events of Acme into an empty database. */
public final class SandboxFixture {

  private final JdbcClient database;
  private final Clock clock;
  private final String instance;

  /**
   * Creates the fixture.
   *
   * @param instance host of the GitHub instance that the accounts belong to
   */
  public SandboxFixture(JdbcClient database, Clock clock, String instance) {
    this.database = database;
    this.clock = clock;
    this.instance = instance;
  }

  /** Inserts the fixture unless accounts exist. */
  @PostConstruct
  public void insert() {
    if (database.sql("select count(*) from account").query(Long.class).single() > 0) {
      return;
    }
    for (Persona persona : Persona.values()) {
      if (persona.initialState() != AccountState.UNKNOWN) {
        add(
            persona.id(),
            persona.login(),
            persona.displayName(),
            role(persona.initialState()),
            persona.initialState() == AccountState.SUSPENDED ? "SUSPENDED" : "ACTIVE",
            Duration.ofDays(persona.id() - 1000));
      }
    }
    long id = 2000;
    for (String name : AcmeInstallation.colleagues()) {
      String login = name.toLowerCase(Locale.ROOT).replace(' ', '-');
      String status = id % 14 == 3 ? "SUSPENDED" : id % 17 == 5 ? "INACTIVE" : "ACTIVE";
      add(
          id,
          login,
          name,
          id % 9 == 0 ? "VIEWER" : "MEMBER",
          status,
          Duration.ofHours(id % 97 * 3));
      id++;
    }
    for (String name : AcmeInstallation.pendingUsers()) {
      String login = name.toLowerCase(Locale.ROOT).replace(' ', '-');
      add(id, login, name, "MEMBER", "SUSPENDED_NEW", Duration.ofHours(id % 7));
      id++;
    }
    insertBatch();
  }

  /** Inserts the first batch, which has no MACs, as in a log that is older than seals. */
  private void insertBatch() {
    database
        .sql(
            """
            with batch as (
              insert into audit_batch
              select 1, count(*), min(occurred_at), max(occurred_at) from audit_event
              returning *),
            unsealed as (insert into audit_unsealed select * from batch)
            insert into audit_name
            select 'actor', actor_id, actor_name from audit_event
            union select 'target', target_id, target_name from audit_event
            union select 'action', action, action from audit_event
            """)
        .update();
    database.sql("select setval('audit_batch_number', 1)").query(rows -> {});
  }

  private static String role(AccountState state) {
    return switch (state) {
      case ADMIN -> "ADMIN";
      case VIEWER -> "VIEWER";
      case MEMBER, SUSPENDED, UNKNOWN -> "MEMBER";
    };
  }

  private void add(
      long gitHubId, String login, String name, String role, String status, Duration age) {
    OffsetDateTime since = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).minus(age);
    boolean signedInOnce = status.equals("ACTIVE") || status.equals("SUSPENDED");
    boolean suspended = status.equals("SUSPENDED");
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, name, role, status, status_since,
              status_by, status_reason, first_seen, last_seen, sign_ins)
            values (:id, :instance, :gitHubId, :login, :name, :role, :status, :then, :by, :reason,
              :first, :last, :signIns)
            """)
        .param("id", id)
        .param("instance", instance)
        .param("gitHubId", gitHubId)
        .param("login", login)
        .param("name", name)
        .param("role", role)
        .param("status", status)
        .param("then", since)
        .param("by", suspended ? Persona.ADMIN.login() : null)
        .param("reason", suspended ? AcmeInstallation.SUSPENSION_REASON : null)
        .param("first", since.minusDays(90))
        .param("last", signedInOnce ? since : null)
        .param("signIns", signedInOnce ? (int) (gitHubId % 40) + 1 : 0)
        .update();
    if (signedInOnce) {
      memberships(gitHubId).forEach(membership -> insertMembership(id, membership, since));
    }
    if (suspended) {
      event(
          "user.suspended",
          id,
          login,
          since,
          "{\"reason\": \"" + AcmeInstallation.SUSPENSION_REASON + "\"}");
    }
    if (status.equals("SUSPENDED_NEW")) {
      event("user.create", id, login, since, "{\"status\": \"SUSPENDED_NEW\"}");
    }
  }

  /** Returns the memberships at the last sign-in; empty for users who never signed in. */
  private static List<Membership> memberships(long gitHubId) {
    Optional<Persona> persona =
        Arrays.stream(Persona.values()).filter(one -> one.id() == gitHubId).findFirst();
    if (persona.isPresent()) {
      return persona.get().memberships();
    }
    Membership acme = Membership.active(AcmeInstallation.ACME);
    if (gitHubId % 3 == 0) {
      return List.of(acme, Membership.active(AcmeInstallation.ACME_LABS));
    }
    return gitHubId % 11 == 4
        ? List.of(acme, Membership.pending(AcmeInstallation.ACME_LABS))
        : List.of(acme);
  }

  private void insertMembership(UUID account, Membership membership, OffsetDateTime checkedAt) {
    database
        .sql(
            """
            insert into account_organization (account_id, github_id, login, state, checked_at)
            values (:account, :organization, :login, :state, :checkedAt)
            """)
        .param("account", account)
        .param("organization", membership.organization().id())
        .param("login", membership.organization().login())
        .param("state", membership.state().name())
        .param("checkedAt", checkedAt)
        .update();
  }

  private void event(String action, UUID id, String login, OffsetDateTime at, String payload) {
    String actor = action.equals("user.create") ? login : Persona.ADMIN.login();
    List<String> json =
        List.of(
            "{\"type\": \"user\", \"id\": \"%s\", \"name\": \"%s\"}".formatted(actor, actor),
            "{\"type\": \"user\", \"id\": \"%s\", \"name\": \"%s\"}".formatted(id, login));
    database.sql("select audit_month(:at::date)").param("at", at).query(rows -> {});
    database
        .sql(
            """
            with known as (insert into audit_event_id values (:event, :at) returning id)
            insert into audit_event (id, action, actor, target, payload, occurred_at, occurred,
              metadata, success, actor_id, actor_name, target_type, target_id, target_name, version,
              batch)
            select id, :action, :actor::json, :target::json, :payload::json, :at, :occurred, '{}',
              true, :actorName, :actorName, 'user', :id, :login, 1, 1 from known
            """)
        .param("event", UUID.randomUUID())
        .param("action", action)
        .param("actor", json.get(0))
        .param("target", json.get(1))
        .param("payload", payload)
        .param("at", at)
        .param("occurred", at.toInstant().toString())
        .param("actorName", actor)
        .param("id", id.toString())
        .param("login", login)
        .update();
  }
}
