package dev.signalbox.nomad.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened and is to be kept. */
sealed interface Kept {

  /**
   * A build that ended.
   *
   * @param waitMs null where it never began
   * @param runMs null where it never began
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
      implements Kept {}

  /**
   * A drain that goes on, as it is now.
   *
   * @param told whether Nomad said when it started; else the console only saw that it had
   * @param forceAt null where it is not known, or nothing is ever stopped
   * @param builds how many there were, or null where nobody looked on when it began
   */
  record DrainBegun(
      String clientId,
      String clientName,
      Instant startedAt,
      boolean told,
      String message,
      String requestedBy,
      @Nullable Instant forceAt,
      @Nullable Integer builds)
      implements Kept {}

  /**
   * A drain that ended.
   *
   * @param startedAt null where Nomad does not tell: then it is the one that goes on
   */
  record DrainEnded(
      String clientId,
      String clientName,
      @Nullable Instant startedAt,
      String message,
      String requestedBy,
      Instant endedAt,
      DrainOutcome outcome)
      implements Kept {}

  /** An event of a client as Nomad told it. */
  record Told(
      String clientId,
      String clientName,
      Instant at,
      String subsystem,
      String message,
      Map<String, String> details)
      implements Kept {}

  /** A client that went up, down or away, as this console saw it; other instances see it, too. */
  record Turned(String clientId, String clientName, Instant at, String message) implements Kept {}

  /**
   * A client as it was found when nobody had looked on before: it may have turned since it was last
   * written about.
   *
   * @param at since when it is so
   * @param away whether it is; else it is worth a row only where the last one says that it was
   */
  record Found(String clientId, String clientName, Instant at, String message, boolean away)
      implements Kept {}

  /** All clients that Nomad knew when nobody had looked on before. */
  record Roll(Instant at, List<String> clientIds) implements Kept {}
}
