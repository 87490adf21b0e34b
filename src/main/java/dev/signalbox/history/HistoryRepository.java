package dev.signalbox.history;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes history records. Each statement is idempotent and commits separately, so several
 * instances, or a retry, can write the same records. SQL, because rows are written in bulk with
 * {@code on conflict}.
 */
@Component
class HistoryRepository {

  /** Aggregates only newly inserted builds; rows are sorted to avoid deadlocks. */
  private static final String BUILDS =
      """
      with fresh as (
        insert into nomad_build (allocation_id, namespace, job_id, name, kind, cpu, memory,
          client_id, client_name, created_at, started_at, finished_at, outcome, wait_ms, run_ms)
        select * from jsonb_to_recordset(:rows::jsonb) as t ("allocationId" text, namespace text,
          "jobId" text, name text, kind text, cpu bigint, memory bigint, "clientId" text,
          "clientName" text, "createdAt" timestamptz, "startedAt" timestamptz,
          "finishedAt" timestamptz, outcome text, "waitMs" bigint, "runMs" bigint)
        order by 1
        on conflict (allocation_id) do nothing
        returning date_trunc('hour', finished_at, 'UTC') as hour, outcome, cpu, memory, wait_ms,
          run_ms),
      measured as (
        select hour, outcome as measure, cpu, memory, 0 as bucket from fresh
        union all
        select hour, 'WAIT', cpu, memory, nomad_bucket(wait_ms) from fresh where wait_ms is not null
        union all
        select hour, 'RUN', cpu, memory, nomad_bucket(run_ms) from fresh
        where run_ms is not null and outcome in ('DONE', 'FAILED'))
      insert into nomad_build_hour (hour, measure, cpu, memory, bucket, builds)
      select hour, measure, cpu, memory, bucket, count(*) from measured
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (hour, measure, cpu, memory, bucket)
        do update set builds = nomad_build_hour.builds + excluded.builds
      """;

  private static final String NODE_EVENTS =
      """
      insert into nomad_client_event (client_id, at, client_name, subsystem, message, details)
      select * from jsonb_to_recordset(:rows::jsonb) as t ("clientId" text, at timestamptz,
        "clientName" text, subsystem text, message text, details jsonb)
      order by 1, 2, 4, md5(t.message)
      on conflict do nothing
      """;

  /** Instances see a change at different times; changes within 2 minutes are one. */
  private static final String STATUS_CHANGE =
      """
      insert into nomad_client_event (client_id, at, client_name, subsystem, message, details)
      select :client, :at, :name, 'Seen by the console', :message, '{}'
      where not exists (select from nomad_client_event
        where client_id = :client and subsystem = 'Seen by the console' and message = :message
          and at between :at - interval '2 minutes' and :at + interval '2 minutes')
      on conflict do nothing
      """;

  /** Inserts nothing if the newest row has the same status or is newer. */
  private static final String INITIAL_STATUS =
      """
      insert into nomad_client_event (client_id, at, client_name, subsystem, message, details)
      select t."clientId", t.at, t."clientName", 'Seen by the console', t.message, '{}'
      from jsonb_to_recordset(:rows::jsonb) as t ("clientId" text, at timestamptz,
        "clientName" text, message text, away boolean)
      left join lateral (select e.at, e.message from nomad_client_event e
        where e.client_id = t."clientId" and e.subsystem = 'Seen by the console'
        order by e.at desc limit 1) newest on true
      where (newest.at is null or newest.at < t.at)
        and case when t.away then newest.message is distinct from t.message
          else newest.message in ('Went down', 'Was disconnected') end
      order by 1, 2
      on conflict do nothing
      """;

  /** Ends the drains of clients that were purged while no instance was running. */
  private static final String DRAINS_OF_REMOVED_CLIENTS =
      """
      update nomad_drain set ended_at = :at, outcome = 'GONE'
      where ended_at is null and started_at < :at
        and not exists (select from jsonb_array_elements_text(:clients::jsonb) as known
          where known = client_id)
      """;

  /** The start time may differ slightly if Nomad reported it later, so 60 s are tolerated. */
  private static final String SAME_DRAIN =
      """
      update nomad_drain
      set force_at = :forceAt, message = coalesce(nullif(:message, ''), message),
        requested_by = coalesce(nullif(:requestedBy, ''), requested_by),
        builds = coalesce(builds, :builds)
      where client_id = :client and ended_at is null
        and (not :startKnown or abs(extract(epoch from started_at - :startedAt)) < 60)
      """;

  private static final String REQUESTER =
      """
      update nomad_drain set message = :message, requested_by = :requestedBy
      where client_id = :client and ended_at is null and requested_by = ''
        and abs(extract(epoch from started_at - :at)) < 60
      """;

  private static final String OLDER_DRAINS =
      """
      update nomad_drain set ended_at = :startedAt, outcome = 'UNKNOWN'
      where client_id = :client and ended_at is null and started_at < :startedAt
      """;

  private static final String NEW_DRAIN =
      """
      insert into nomad_drain (client_id, started_at, client_name, message, requested_by, force_at,
        builds)
      values (:client, :startedAt, :name, :message, :requestedBy, :forceAt, :builds)
      on conflict do nothing
      """;

  private static final String END_OF_DRAIN =
      """
      update nomad_drain
      set ended_at = :endedAt, outcome = :outcome,
        message = coalesce(nullif(message, ''), :message),
        requested_by = coalesce(nullif(requested_by, ''), :requestedBy)
      where client_id = :client and ended_at is null
        and (:startedAt::timestamptz is null
          or abs(extract(epoch from started_at - :startedAt)) < 60)
      """;

  /** Inserts a drain of which only the end was seen. */
  private static final String PAST_DRAIN =
      """
      insert into nomad_drain (client_id, started_at, client_name, message, requested_by, ended_at,
        outcome)
      select :client, :startedAt, :name, :message, :requestedBy, :endedAt, :outcome
      where not exists (select from nomad_drain where client_id = :client
        and abs(extract(epoch from started_at - :startedAt)) < 60)
      on conflict do nothing
      """;

  private final JdbcClient database;
  private final JsonMapper json;

  HistoryRepository(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Writes the records; records that exist already are ignored. */
  void write(List<HistoryRecord> records) {
    insertRows(
        BUILDS,
        sorted(
            HistoryRecord.Build.class,
            records,
            Comparator.comparing(HistoryRecord.Build::finishedAt)));
    insertRows(
        NODE_EVENTS,
        sorted(
            HistoryRecord.NodeEvent.class,
            records,
            Comparator.comparing(HistoryRecord.NodeEvent::at)));
    insertRows(
        INITIAL_STATUS,
        sorted(
            HistoryRecord.InitialStatus.class,
            records,
            Comparator.comparing(HistoryRecord.InitialStatus::at)));
    for (HistoryRecord record : records) {
      switch (record) {
        case HistoryRecord.DrainStarted drain -> writeDrainStart(drain);
        case HistoryRecord.DrainEnded drain -> writeDrainEnd(drain);
        case HistoryRecord.DrainRequester drain -> writeRequester(drain);
        case HistoryRecord.StatusChange change -> writeStatusChange(change);
        case HistoryRecord.Build build -> {}
        case HistoryRecord.NodeEvent event -> {}
        case HistoryRecord.InitialStatus status -> {}
        case HistoryRecord.KnownClients clients -> endDrainsOfRemovedClients(clients);
      }
    }
  }

  private static <T extends HistoryRecord> List<T> sorted(
      Class<T> type, List<HistoryRecord> records, Comparator<T> order) {
    return records.stream().filter(type::isInstance).map(type::cast).sorted(order).toList();
  }

  private void insertRows(String sql, List<?> rows) {
    if (!rows.isEmpty()) {
      database.sql(sql).param("rows", json.writeValueAsString(rows)).update();
    }
  }

  private void writeStatusChange(HistoryRecord.StatusChange change) {
    database
        .sql(STATUS_CHANGE)
        .param("client", change.clientId())
        .param("at", toOffset(change.at()))
        .param("name", change.clientName())
        .param("message", change.message())
        .update();
  }

  private void endDrainsOfRemovedClients(HistoryRecord.KnownClients clients) {
    database
        .sql(DRAINS_OF_REMOVED_CLIENTS)
        .param("at", toOffset(clients.at()))
        .param("clients", json.writeValueAsString(clients.clientIds()))
        .update();
  }

  private void writeDrainStart(HistoryRecord.DrainStarted drain) {
    int updated =
        database
            .sql(SAME_DRAIN)
            .param("client", drain.clientId())
            .param("startKnown", drain.startKnown())
            .param("startedAt", toOffset(drain.startedAt()))
            .param("forceAt", toOffset(drain.forceAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("message", drain.message())
            .param("requestedBy", drain.requestedBy())
            .param("builds", drain.builds(), Types.INTEGER)
            .update();
    if (updated > 0) {
      return;
    }
    database
        .sql(OLDER_DRAINS)
        .param("client", drain.clientId())
        .param("startedAt", toOffset(drain.startedAt()))
        .update();
    database
        .sql(NEW_DRAIN)
        .param("client", drain.clientId())
        .param("startedAt", toOffset(drain.startedAt()))
        .param("name", drain.clientName())
        .param("message", drain.message())
        .param("requestedBy", drain.requestedBy())
        .param("forceAt", toOffset(drain.forceAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("builds", drain.builds(), Types.INTEGER)
        .update();
  }

  private void writeRequester(HistoryRecord.DrainRequester drain) {
    database
        .sql(REQUESTER)
        .param("client", drain.clientId())
        .param("message", drain.message())
        .param("requestedBy", drain.requestedBy())
        .param("at", toOffset(drain.at()))
        .update();
  }

  private void writeDrainEnd(HistoryRecord.DrainEnded drain) {
    int updated =
        database
            .sql(END_OF_DRAIN)
            .param("client", drain.clientId())
            .param("startedAt", toOffset(drain.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("endedAt", toOffset(drain.endedAt()))
            .param("outcome", drain.outcome().name())
            .param("message", drain.message())
            .param("requestedBy", drain.requestedBy())
            .update();
    if (updated == 0 && drain.startedAt() != null) {
      database
          .sql(PAST_DRAIN)
          .param("client", drain.clientId())
          .param("startedAt", toOffset(drain.startedAt()))
          .param("name", drain.clientName())
          .param("message", drain.message())
          .param("requestedBy", drain.requestedBy())
          .param("endedAt", toOffset(drain.endedAt()))
          .param("outcome", drain.outcome().name())
          .update();
    }
  }

  private static @Nullable OffsetDateTime toOffset(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
