package dev.signalbox.nomad.history;

/** How a drain ended. */
public enum DrainOutcome {
  /** Nomad called it complete. */
  COMPLETE("Complete"),
  /** Somebody ended it. */
  CANCELED("Canceled"),
  /** Its client was purged or forgotten. */
  GONE("Client gone"),
  /** Nobody looked on. */
  UNKNOWN("End not seen");

  private final String word;

  DrainOutcome(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
