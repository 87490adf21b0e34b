package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events of clients. Nomad keeps only the last ten per node and drops them with the node.
 */
public interface ClientHistory {

  /** Returns the newest recorded events of a client, newest first. */
  default List<PastEvent> eventsOf(String clientId, int limit) {
    return eventsOf(clientId, null, limit);
  }

  /**
   * Returns recorded events of a client, newest first.
   *
   * @param from the cursor of the first event, or null for the newest
   * @param limit the maximum number of events
   */
  List<PastEvent> eventsOf(String clientId, @Nullable Cursor from, int limit);

  /**
   * A position in the recorded events of a client.
   *
   * @param at the upper bound of the event time, inclusive
   * @param skip number of events at exactly that time that were already returned
   */
  record Cursor(Instant at, int skip) {}

  /**
   * A recorded event.
   *
   * @param clientName the name of the client at that time
   * @param subsystem such as {@code Drain} or {@code Heartbeat}
   * @param message the message of the node event
   */
  record PastEvent(
      Instant at,
      String clientName,
      String subsystem,
      String message,
      Map<String, String> details) {}
}
