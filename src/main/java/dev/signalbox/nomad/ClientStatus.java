package dev.signalbox.nomad;

/** The node status in the Nomad API. */
public enum ClientStatus {
  /** Registered, no heartbeat yet. */
  INITIALIZING,
  READY,
  /** Missed its heartbeat; its builds are lost. */
  DOWN,
  /** Missed its heartbeat, but its builds may reconnect (since 1.3). */
  DISCONNECTED,
  /** A status unknown to this version of Signalbox. */
  UNKNOWN
}
