package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A job, which for this installation is one execution of a CI job, or a service of its own.
 *
 * @param parentId the parameterised or periodic job it was made from, or empty
 * @param type {@code batch}, {@code service}, {@code system} or {@code sysbatch}
 * @param groups what became of the allocations of each group, as the last list told; events do not
 *     carry it
 */
public record Job(
    JobKey key,
    String parentId,
    String name,
    String type,
    int priority,
    List<String> datacenters,
    String pool,
    boolean periodic,
    boolean parameterized,
    boolean stopped,
    JobStatus status,
    String statusDescription,
    Instant submittedAt,
    Map<String, Counts> groups,
    Children children,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex) {

  /** Whether it only makes other jobs. */
  public boolean template() {
    return periodic || parameterized;
  }

  /** All groups together. */
  public Counts counts() {
    Counts all = Counts.NONE;
    for (Counts one : groups.values()) {
      all = all.plus(one);
    }
    return all;
  }

  /** How many allocations of a group stand where. */
  public record Counts(
      int queued, int starting, int running, int complete, int failed, int lost, int unknown) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
      return new Counts(
          queued + other.queued,
          starting + other.starting,
          running + other.running,
          complete + other.complete,
          failed + other.failed,
          lost + other.lost,
          unknown + other.unknown);
    }
  }

  /** How many jobs made from it stand where. */
  public record Children(int pending, int running, int dead) {

    public static final Children NONE = new Children(0, 0, 0);
  }
}
