package dev.signalbox.history;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClusterSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Derives the start and the end of drains from two versions of a client. Before Nomad 1.1 node
 * lists have only a drain flag.
 */
final class DrainExtractor {

  private DrainExtractor() {}

  /**
   * Adds a record if the client's drain started, changed or ended.
   *
   * @param previous the previous version, or null if the client is new
   * @param before the previous snapshot, to count the builds of the client
   * @param now used where Nomad has no time
   * @param records receives the record
   */
  static void addChange(
      @Nullable Client previous,
      Client client,
      ClusterSnapshot before,
      Instant now,
      List<HistoryRecord> records) {
    @Nullable LastDrain last = client.lastDrain();
    if (client.draining()) {
      if (previous == null || !previous.draining() || !isSameDrain(previous, client)) {
        records.add(drainStarted(previous, client, before, now));
      }
    } else if (last != null) {
      if (last.state() != LastDrain.State.DRAINING
          && (previous == null || !last.equals(previous.lastDrain()))) {
        records.add(drainEnded(client, last, now));
      }
    } else if (previous != null && previous.draining()) {
      records.add(
          new HistoryRecord.DrainEnded(
              HistoryExtractor.truncateName(client.id()),
              HistoryExtractor.truncateName(client.name()),
              null,
              "",
              "",
              now,
              client.eligible() ? DrainOutcome.CANCELED : DrainOutcome.COMPLETE));
    }
  }

  /** Adds the end of the drain of a client that was removed. */
  static void addRemoval(Client client, Instant now, List<HistoryRecord> records) {
    if (client.draining()) {
      records.add(
          new HistoryRecord.DrainEnded(
              HistoryExtractor.truncateName(client.id()),
              HistoryExtractor.truncateName(client.name()),
              null,
              "",
              "",
              now,
              DrainOutcome.GONE));
    }
  }

  private static boolean isSameDrain(Client previous, Client client) {
    return Objects.equals(previous.drain(), client.drain())
        && Objects.equals(previous.lastDrain(), client.lastDrain());
  }

  private static HistoryRecord drainStarted(
      @Nullable Client previous, Client client, ClusterSnapshot before, Instant now) {
    Client.@Nullable Drain drain = client.drain();
    @Nullable LastDrain last = client.lastDrain();
    @Nullable Instant started = last == null ? null : last.startedAt();
    if (started == null && drain != null) {
      started = drain.startedAt();
    }
    Map<String, String> meta = last == null ? Map.of() : last.meta();
    return new HistoryRecord.DrainStarted(
        HistoryExtractor.truncateName(client.id()),
        HistoryExtractor.truncateName(client.name()),
        Objects.requireNonNullElse(started, now),
        started != null,
        message(meta),
        requestedBy(meta),
        drain == null ? null : drain.forceAt(),
        previous == null || previous.draining() ? null : before.buildsOn(client.id()).size());
  }

  /** Without a start time the record applies to the running drain of the client. */
  private static HistoryRecord drainEnded(Client client, LastDrain last, Instant now) {
    return new HistoryRecord.DrainEnded(
        HistoryExtractor.truncateName(client.id()),
        HistoryExtractor.truncateName(client.name()),
        last.startedAt(),
        message(last.meta()),
        requestedBy(last.meta()),
        Objects.requireNonNullElse(last.updatedAt(), now),
        last.state() == LastDrain.State.CANCELED ? DrainOutcome.CANCELED : DrainOutcome.COMPLETE);
  }

  private static String message(Map<String, String> meta) {
    return HistoryExtractor.truncateText(meta.getOrDefault("message", ""));
  }

  /** Set by Signalbox as requested_by, by the Nomad autoscaler as drained_by. */
  private static String requestedBy(Map<String, String> meta) {
    String bySignalbox = meta.getOrDefault("requested_by", "");
    return HistoryExtractor.truncateName(
        bySignalbox.isEmpty() ? meta.getOrDefault("drained_by", "") : bySignalbox);
  }
}
