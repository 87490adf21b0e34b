package dev.signalbox.history;

/** The outcome of a drain. The database stores the constant names. */
public enum DrainOutcome {
  /** Nomad reported it as complete. */
  COMPLETE("Complete"),
  /** An operator canceled it. */
  CANCELED("Canceled"),
  /** Its client was purged or garbage-collected. */
  GONE("Client removed"),
  /** It ended while no instance of Signalbox was running. */
  UNKNOWN("Unknown");

  private final String label;

  DrainOutcome(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
