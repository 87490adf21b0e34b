package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Nomad client (node): a machine that runs builds.
 *
 * <p>The node list does not include every field. "Fetched" below means read with {@code
 * /v1/node/:id}.
 *
 * @param id the UUID of the node
 * @param name its host name
 * @param address host only; may be empty
 * @param nodeClass may be empty
 * @param pool the node pool; {@code default} on servers before 1.6
 * @param version the version of the Nomad agent, independent of the servers' version
 * @param statusDescription may be empty
 * @param draining the flag of the node, which Nomad clears as soon as the deadline fires
 * @param drain the strategy of the current drain; null if there is none or it was not fetched yet
 * @param lastDrain null if the client was never drained; on servers before 1.1 derived from the
 *     node events, so null until fetched, during a drain and while the client is eligible
 * @param total the resources of the machine; {@link Resources#NONE} while unknown
 * @param reserved the resources reserved by Nomad for the system
 * @param attributes only those listed in {@link ClientAttributes}; empty until fetched
 * @param statusSince null until fetched
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

  /** Whether the scheduler places builds on this client, the rule of {@code Node.Ready()}. */
  public boolean isSchedulable() {
    return status == ClientStatus.READY && eligible && !draining;
  }

  /** The resources available to builds: total minus reserved. */
  public Resources allocatable() {
    return total.minus(reserved);
  }

  /** The first eight characters of the id, as the Nomad CLI prints it. */
  public String shortId() {
    return id.length() <= 8 ? id : id.substring(0, 8);
  }

  /**
   * A task driver of a client.
   *
   * @param health the health description, may be empty
   */
  public record Driver(String name, boolean detected, boolean healthy, String health) {

    /** Whether the driver is detected but unhealthy, so that no build using it is placed. */
    public boolean isUnhealthy() {
      return detected && !healthy;
    }
  }

  /**
   * A drain in progress.
   *
   * @param forceAt when the remaining builds are stopped, by the clock of the servers; null without
   *     a deadline
   * @param startedAt null on servers before 0.10.2
   */
  public record Drain(
      boolean ignoreSystemJobs, @Nullable Instant forceAt, @Nullable Instant startedAt) {}

  /**
   * The current or most recent drain.
   *
   * @param meta {@code message} and {@code requested_by} are set by Signalbox, {@code drained_by}
   *     by the Nomad Autoscaler; empty on servers before 1.1
   */
  public record LastDrain(
      State state,
      @Nullable Instant startedAt,
      @Nullable Instant updatedAt,
      Map<String, String> meta) {

    /** The drain status in the Nomad API. */
    public enum State {
      DRAINING,
      COMPLETE,
      CANCELED
    }
  }
}
