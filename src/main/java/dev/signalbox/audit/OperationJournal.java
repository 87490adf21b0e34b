package dev.signalbox.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acts on the outside world that are under way. What a crash left behind becomes one event whose
 * outcome is unknown.
 */
@Component
class OperationJournal {

  /** No call to a remote system may take this long; later the act counts as crashed. */
  static final Duration LONGEST_ACT = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(OperationJournal.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final AuditEvents events;
  private final JsonMapper json;
  private final Clock clock;

  OperationJournal(
      JdbcClient database,
      TransactionTemplate transaction,
      AuditEvents events,
      JsonMapper json,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  /** Commits the intention, apart from whatever transaction is open. */
  Operation open(String action, Actor actor, Target target) {
    Operation operation =
        new Operation(UUID.randomUUID(), AuditEntry.now(action, actor, target, Map.of(), false));
    AuditEntry entry = operation.entry();
    OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    apart()
        .executeWithoutResult(
            status ->
                database
                    .sql(
                        """
                        insert into operation_journal
                          (id, action, actor, target, metadata, request, started_at, overdue_at)
                        values (:id, :action, :actor::json, :target::json, :metadata::json,
                          :request::json, :startedAt, :overdueAt)
                        """)
                    .param("id", operation.id())
                    .param("action", action)
                    .param("actor", json.writeValueAsString(actor))
                    .param("target", json.writeValueAsString(target))
                    .param("metadata", json.writeValueAsString(entry.metadata()))
                    .param(
                        "request",
                        entry.requestId() == null
                            ? null
                            : json.writeValueAsString(Map.of("id", entry.requestId())))
                    .param("startedAt", now)
                    .param("overdueAt", now.plus(LONGEST_ACT))
                    .update());
    return operation;
  }

  /** Writes the event and removes the row in one transaction. */
  void close(Operation operation, boolean success, Map<String, ?> payload) {
    apart()
        .executeWithoutResult(
            status -> {
              if (removed(operation.id())) {
                events.add(operation.entry().ended(success, payload));
              } else {
                log.warn(
                    "{} took longer than {}; it stands in the audit log as unknown.",
                    operation.entry().action(),
                    LONGEST_ACT);
              }
            });
  }

  /** Removes the row of an act that came to what an event tells already. */
  void withdraw(Operation operation) {
    apart().executeWithoutResult(status -> removed(operation.id()));
  }

  @Scheduled(fixedDelayString = "PT1M")
  void sweep() {
    OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    transaction.executeWithoutResult(
        status ->
            overdue(now)
                .forEach(
                    operation -> {
                      removed(operation.id());
                      events.add(operation.entry().ended(false, Map.of("outcome", "unknown")));
                    }));
  }

  private List<Operation> overdue(OffsetDateTime now) {
    // another instance may sweep at the same moment: each takes what the other has not
    return database
        .sql("select * from operation_journal where overdue_at < :now for update skip locked")
        .param("now", now)
        .query(
            (row, number) ->
                new Operation(
                    row.getObject("id", UUID.class),
                    new AuditEntry(
                        UUID.randomUUID(),
                        row.getString("action"),
                        json.readValue(row.getString("actor"), Actor.class),
                        json.readValue(row.getString("target"), Target.class),
                        Map.of(),
                        json.readValue(
                            row.getString("metadata"), new TypeReference<Map<String, String>>() {}),
                        row.getString("request") == null
                            ? null
                            : json.readTree(row.getString("request")).path("id").asString(),
                        false)))
        .list();
  }

  private boolean removed(UUID id) {
    return database.sql("delete from operation_journal where id = :id").param("id", id).update()
        == 1;
  }

  private TransactionTemplate apart() {
    TransactionTemplate apart = new TransactionTemplate();
    apart.setTransactionManager(Objects.requireNonNull(transaction.getTransactionManager()));
    apart.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    return apart;
  }

  /** An act under way. */
  record Operation(UUID id, AuditEntry entry) {}
}
