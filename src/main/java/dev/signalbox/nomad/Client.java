package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client: a machine that runs builds.
 *
 * @param id Nomad's UUID of the node
 * @param name its host name
 * @param address host only; empty where it is not told
 * @param nodeClass empty where it has none
 * @param pool the node pool; {@code default} where the server knows none (before 1.6)
 * @param version its agent's version, which is not the servers'
 * @param statusDescription empty where there is none
 * @param draining the node's own flag, which falls as soon as the deadline fires
 * @param drain the strategy of the running drain, where it is known (not part of lists)
 * @param lastDrain null where it was never drained; before 1.1 also while it is drained or takes
 *     builds, and until it was read alone, as only its events tell then how the last one ended
 * @param total what the machine has; {@link Resources#NONE} while it is not known
 * @param reserved what Nomad keeps from builds
 * @param attributes only those of {@link ClientAttributes}; not part of lists, so empty until the
 *     client was read alone
 * @param statusSince null until the client was read alone
 */
public record Client(
    String id,
    String name,
    String address,
    String datacenter,
    String nodeClass,
    String pool,
    String version,
    ClientStatus status,
    String statusDescription,
    boolean eligible,
    boolean draining,
    @Nullable Drain drain,
    @Nullable LastDrain lastDrain,
    List<Driver> drivers,
    Resources total,
    Resources reserved,
    Map<String, String> attributes,
    @Nullable Instant statusSince,
    long createIndex,
    long modifyIndex) {

  /** Whether the scheduler places builds here: Nomad's own rule {@code Node.Ready}. */
  public boolean takesBuilds() {
    return status == ClientStatus.READY && eligible && !draining;
  }

  /** What builds can have in all. */
  public Resources allocatable() {
    return total.minus(reserved);
  }

  /** The first eight characters, which is how Nomad's own tools name it. */
  public String shortId() {
    return id.length() <= 8 ? id : id.substring(0, 8);
  }

  /**
   * A task driver of a client.
   *
   * @param health its own words, empty where it has none
   */
  public record Driver(String name, boolean detected, boolean healthy, String health) {

    /** Found, but not fit to run anything, which keeps builds away. */
    public boolean inTrouble() {
      return detected && !healthy;
    }
  }

  /**
   * A drain that runs.
   *
   * @param forceAt when what is left is stopped, by the server's clock; null where it waits for
   *     ever
   * @param startedAt null before 0.10.2
   */
  public record Drain(
      boolean ignoreSystemJobs, @Nullable Instant forceAt, @Nullable Instant startedAt) {}

  /**
   * How the last drain stands; before Nomad 1.1 without {@code meta}.
   *
   * @param meta who wrote what: {@code message} and {@code requested_by} by this console, {@code
   *     drained_by} by the autoscaler
   */
  public record LastDrain(
      State state,
      @Nullable Instant startedAt,
      @Nullable Instant updatedAt,
      Map<String, String> meta) {

    /** What Nomad says of it. */
    public enum State {
      DRAINING,
      COMPLETE,
      CANCELED
    }
  }
}
