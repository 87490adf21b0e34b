package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened to a client beyond the ten events that Nomad keeps, also after it is gone. */
public interface ClientPast {

  /** What is kept of it, newest first, at most so many; empty where nothing is. */
  List<PastEvent> of(String clientId, int limit);

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
