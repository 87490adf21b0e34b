package dev.signalbox.sandbox.nomad;

/** A version of Nomad: which fields, parameters and endpoints it has, and what its drains do. */
public enum Profile {
  V0_11_8("0.11.8", 0, 11, 8),
  V1_1_2("1.1.2", 1, 1, 2),
  /** The CI server's own fork. */
  V1_4_FORK("1.4.568-bfc9a6ec4", 1, 4, 14),
  V1_7_7("1.7.7", 1, 7, 7),
  V1_10_0("1.10.0", 1, 10, 0),
  V1_11_3("1.11.3", 1, 11, 3),
  V2_0_0("2.0.0", 2, 0, 0);

  private final String version;
  private final int number;

  Profile(String version, int major, int minor, int patch) {
    this.version = version;
    this.number = number(major, minor, patch);
  }

  /** The version as servers tell it. */
  public String version() {
    return version;
  }

  boolean atLeast(int major, int minor, int patch) {
    return number >= number(major, minor, patch);
  }

  boolean wildcardNamespace() {
    return atLeast(0, 12, 0);
  }

  /** Event stream, {@code resources=true}, {@code task_states=false} and namespaces for all. */
  boolean eventStream() {
    return atLeast(1, 0, 0);
  }

  boolean lastDrain() {
    return atLeast(1, 1, 0);
  }

  /** Recorded from 1.0.18: setting and ending a drain emits nothing there; newer ones do. */
  boolean tellsOfDrains() {
    return atLeast(1, 2, 0);
  }

  boolean paging() {
    return atLeast(1, 3, 0);
  }

  /** Whether a blocked evaluation carries the reasons itself. */
  boolean reasonsOnBlocked() {
    return atLeast(1, 1, 0);
  }

  /** Whether a client without room for connections gets an answer rather than a closed socket. */
  boolean answersLimit() {
    return atLeast(1, 3, 4);
  }

  boolean nodePools() {
    return atLeast(1, 6, 0);
  }

  boolean topology() {
    return atLeast(1, 7, 0);
  }

  boolean jobStatuses() {
    return atLeast(1, 8, 0);
  }

  /** Whether the stream is opened with 200 before anybody looked at the token. */
  boolean hijacksStream() {
    return atLeast(1, 11, 2);
  }

  /** Whether a drain waits for its clients' word that allocations have ended. */
  boolean waitsForClients() {
    return atLeast(1, 3, 14);
  }

  /** Whether what a deadline stopped is placed again. */
  boolean replacesAfterDeadline() {
    return !atLeast(1, 11, 0);
  }

  private static int number(int major, int minor, int patch) {
    return (major * 1000 + minor) * 1000 + patch;
  }
}
