package dev.signalbox.nomad;

/**
 * The use of a pool of connections to Nomad.
 *
 * @param purpose what the connections are for
 * @param active the number of connections that serve a request now
 * @param limit the size of the pool, see {@link ConnectionLimits}
 */
public record ConnectionUsage(Purpose purpose, int active, int limit) {

  /** What connections are for. */
  public enum Purpose {
    EVENTS,
    LOGS,
    REQUESTS
  }
}
