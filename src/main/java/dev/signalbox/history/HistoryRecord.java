package dev.signalbox.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written to the history. The component names of {@link Build}, {@link NodeEvent}
 * and {@link InitialStatus} are JSON keys that the SQL of {@link HistoryRepository} reads.
 */
sealed interface HistoryRecord {

  /**
   * A finished build.
   *
   * @param waitMs queue time, or null if the build never started
   * @param runMs run time, or null if the build never started
   */
  record Build(
      String allocationId,
      String namespace,
      String jobId,
      String name,
      String kind,
      long cpu,
      long memory,
      String clientId,
      String clientName,
      Instant createdAt,
      @Nullable Instant startedAt,
      Instant finishedAt,
      BuildOutcome outcome,
      @Nullable Long waitMs,
      @Nullable Long runMs)
      implements HistoryRecord {}

  /**
   * The current state of a running drain.
   *
   * @param startedAt when it started, or when it was first seen
   * @param startKnown whether {@code startedAt} comes from Nomad
   * @param forceAt the deadline, or null if there is none or it is unknown
   * @param builds number of builds when the drain started, or null if unknown
   */
  record DrainStarted(
      String clientId,
      String clientName,
      Instant startedAt,
      boolean startKnown,
      String message,
      String requestedBy,
      @Nullable Instant forceAt,
      @Nullable Integer builds)
      implements HistoryRecord {}

  /**
   * The end of a drain.
   *
   * @param startedAt null if Nomad has no start time; the record then applies to the running drain
   */
  record DrainEnded(
      String clientId,
      String clientName,
      @Nullable Instant startedAt,
      String message,
      String requestedBy,
      Instant endedAt,
      DrainOutcome outcome)
      implements HistoryRecord {}

  /** An event of a client from Nomad. */
  record NodeEvent(
      String clientId,
      String clientName,
      Instant at,
      String subsystem,
      String message,
      Map<String, String> details)
      implements HistoryRecord {}

  /** A status change of a client, seen by this instance; other instances record it as well. */
  record StatusChange(String clientId, String clientName, Instant at, String message)
      implements HistoryRecord {}

  /**
   * The status of a client in the first snapshot after a start. It may have changed since the last
   * record was written.
   *
   * @param at when the client entered this status
   * @param away whether the client is down or disconnected; otherwise a row is written only if the
   *     last one says that it was
   */
  record InitialStatus(String clientId, String clientName, Instant at, String message, boolean away)
      implements HistoryRecord {}

  /** The ids of all clients in the first snapshot after a start. */
  record KnownClients(Instant at, List<String> clientIds) implements HistoryRecord {}

  /** Who requested a running drain, for servers before 1.1, which do not store it. */
  record DrainRequester(String clientId, String message, String requestedBy, Instant at)
      implements HistoryRecord {}
}
