package dev.signalbox.nomad;

/** Nomad's own word for a node. */
public enum ClientStatus {
  /** Registered, no heartbeat yet. */
  INITIALIZING,
  READY,
  /** The heartbeat was missed: its builds are lost. */
  DOWN,
  /** Missed, but its builds may come back (1.3 and newer). */
  DISCONNECTED,
  /** A word that this console does not know. */
  UNKNOWN
}
