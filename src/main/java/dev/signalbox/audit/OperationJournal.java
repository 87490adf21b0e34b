package dev.signalbox.audit;

import dev.signalbox.coordination.DatabaseTime;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records running operations on remote systems. An operation that a crash interrupted becomes one
 * event with an unknown outcome. SQL, because the columns are JSON, and interrupted operations are
 * taken with {@code skip locked}.
 */
@Component
class OperationJournal {

  /** Time after which an operation counts as crashed unless its instance has renewed it. */
  static final Duration OPERATION_TIMEOUT = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(OperationJournal.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final AuditEventWriter events;
  private final JsonMapper json;
  private final Clock clock;

  /** The operations of this instance, some of which take long, such as downloads. */
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();

  OperationJournal(
      JdbcClient database,
      TransactionTemplate transaction,
      AuditEventWriter events,
      JsonMapper json,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  /** Commits the intention in a separate transaction. */
  Operation open(String action, Actor actor, Target target) {
    Operation operation =
        new Operation(UUID.randomUUID(), AuditEntry.now(action, actor, target, Map.of(), false));
    AuditEntry entry = operation.entry();
    OffsetDateTime now = DatabaseTime.utc(clock.instant());
    newTransaction()
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
                    .param("overdueAt", now.plus(OPERATION_TIMEOUT))
                    .update());
    running.add(operation.id());
    return operation;
  }

  /** Writes the event and removes the row in one transaction. */
  void close(Operation operation, boolean success, Map<String, ?> payload) {
    running.remove(operation.id());
    newTransaction()
        .executeWithoutResult(
            status -> {
              if (delete(operation.id())) {
                events.add(operation.entry().withOutcome(success, payload));
              } else {
                log.warn(
                    "{} took longer than {}; the audit log has it with an unknown outcome.",
                    operation.entry().action(),
                    OPERATION_TIMEOUT);
              }
            });
  }

  /** Removes an operation without an event. */
  void discard(Operation operation) {
    running.remove(operation.id());
    newTransaction().executeWithoutResult(status -> delete(operation.id()));
  }

  /** Renews the operations of this instance and ends those that a crash interrupted. */
  @Scheduled(fixedDelayString = "PT1M")
  void sweep() {
    OffsetDateTime now = DatabaseTime.utc(clock.instant());
    renewRunning(now);
    transaction.executeWithoutResult(
        status ->
            overdue(now)
                .forEach(
                    operation -> {
                      delete(operation.id());
                      events.add(
                          operation.entry().withOutcome(false, Map.of("outcome", "unknown")));
                    }));
  }

  private void renewRunning(OffsetDateTime now) {
    List<UUID> ids = List.copyOf(running);
    if (!ids.isEmpty()) {
      database
          .sql("update operation_journal set overdue_at = :overdueAt where id in (:ids)")
          .param("overdueAt", now.plus(OPERATION_TIMEOUT))
          .param("ids", ids)
          .update();
    }
  }

  private List<Operation> overdue(OffsetDateTime now) {
    // skip locked: other instances may sweep concurrently
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

  private boolean delete(UUID id) {
    return database.sql("delete from operation_journal where id = :id").param("id", id).update()
        == 1;
  }

  private TransactionTemplate newTransaction() {
    TransactionTemplate template = new TransactionTemplate();
    template.setTransactionManager(Objects.requireNonNull(transaction.getTransactionManager()));
    template.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    return template;
  }

  /** A running operation. */
  record Operation(UUID id, AuditEntry entry) {}
}
