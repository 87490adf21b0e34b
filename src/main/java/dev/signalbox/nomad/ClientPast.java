package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a client beyond the ten events that Nomad keeps, also after it is gone. */
public interface ClientPast {

  /** What is kept of it, newest first, at most so many; empty where nothing is. */
  default List<PastEvent> of(String clientId, int limit) {
    return of(clientId, null, limit);
  }

  /**
   * The same from a place on.
   *
   * @param from null for the newest
   */
  List<PastEvent> of(String clientId, @Nullable Place from, int limit);

  /**
   * A place in what is kept.
   *
   * @param at what is no newer than this
   * @param skip without so many of that very moment
   */
  record Place(Instant at, int skip) {}

  /**
   * Something that happened to a client.
   *
   * @param clientName its name then
   * @param subsystem such as {@code Drain} or {@code Heartbeat}
   * @param message Nomad's sentence for people
   */
  record PastEvent(
      Instant at,
      String clientName,
      String subsystem,
      String message,
      Map<String, String> details) {}
}
