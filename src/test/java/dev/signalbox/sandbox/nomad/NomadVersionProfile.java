package dev.signalbox.sandbox.nomad;

/** A Nomad version: its fields, parameters, endpoints and drain behavior. */
public enum NomadVersionProfile {
  V0_11_8("0.11.8", 0, 11, 8),
  V1_0_18("1.0.18", 1, 0, 18),
  V1_1_2("1.1.2", 1, 1, 2),
  /** The fork that the CI server ships. */
  V1_4_FORK("1.4.568-bfc9a6ec4", 1, 4, 14),
  V1_7_7("1.7.7", 1, 7, 7),
  V1_10_0("1.10.0", 1, 10, 0),
  V1_11_3("1.11.3", 1, 11, 3),
  V2_0_0("2.0.0", 2, 0, 0);

  private final String version;
  private final int number;

  NomadVersionProfile(String version, int major, int minor, int patch) {
    this.version = version;
    this.number = number(major, minor, patch);
  }

  /** Returns the version string that servers report. */
  public String version() {
    return version;
  }

  boolean atLeast(int major, int minor, int patch) {
    return number >= number(major, minor, patch);
  }

  boolean hasWildcardNamespace() {
    return atLeast(0, 12, 0);
  }

  /**
   * Returns whether this version has the event stream, {@code resources=true}, {@code
   * task_states=false} and namespaces in the open-source edition.
   */
  boolean hasEventStream() {
    return atLeast(1, 0, 0);
  }

  /**
   * Returns whether an event stream of all namespaces carries events of objects with a namespace.
   * Without it, the stream has node events only (hashicorp/nomad #10935).
   */
  boolean streamsAllNamespaces() {
    return atLeast(1, 1, 6) || (atLeast(1, 0, 12) && !atLeast(1, 1, 0));
  }

  boolean hasLastDrain() {
    return atLeast(1, 1, 0);
  }

  /**
   * Returns whether setting and canceling a drain publishes events. Observed: 1.0.18 publishes
   * none, 1.1.2 does.
   */
  boolean emitsDrainEvents() {
    return atLeast(1, 1, 0);
  }

  /**
   * Returns whether logs that a client has deleted are reported as 404 without state. Observed:
   * 1.0.18 and 1.1.2 respond with 500 and the error of the file system.
   */
  boolean reportsDeletedLogsAsNotFound() {
    return atLeast(1, 2, 0);
  }

  /** Returns the default of {@code raft_protocol}; autopilot needs 3. */
  int defaultRaftProtocol() {
    return atLeast(1, 3, 0) ? 3 : 2;
  }

  boolean hasPagination() {
    return atLeast(1, 3, 0);
  }

  /** Returns whether a blocked evaluation has {@code FailedTGAllocs}. */
  boolean hasFailuresOnBlockedEvaluations() {
    return atLeast(1, 1, 0);
  }

  /** Returns whether exceeding the connection limit gives 429 instead of a closed socket. */
  boolean sends429() {
    return atLeast(1, 3, 4);
  }

  boolean hasNodePools() {
    return atLeast(1, 6, 0);
  }

  boolean hasTopology() {
    return atLeast(1, 7, 0);
  }

  boolean hasJobStatuses() {
    return atLeast(1, 8, 0);
  }

  /** Returns whether the event stream responds with 200 before it checks the token. */
  boolean opensStreamBeforeTokenCheck() {
    return atLeast(1, 11, 2);
  }

  /** Returns whether a drain waits until the client reports its allocations as terminal. */
  boolean waitsForClientStatus() {
    return atLeast(1, 3, 14);
  }

  /** Returns whether allocations stopped by a deadline are placed again. */
  boolean reschedulesAfterDeadline() {
    return !atLeast(1, 11, 0);
  }

  private static int number(int major, int minor, int patch) {
    return (major * 1000 + minor) * 1000 + patch;
  }
}
