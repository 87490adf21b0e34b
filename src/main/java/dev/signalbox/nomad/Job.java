package dev.signalbox.nomad;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Nomad job. Each execution of a CI job is a dispatched Nomad job.
 *
 * @param parentId the id of the parameterized or periodic parent job, or empty
 * @param name the name by which users know it: from its metadata, or else Nomad's name, or its id
 * @param type {@code batch}, {@code service}, {@code system} or {@code sysbatch}
 * @param groups allocation counts by group; from lists, as events don't include them
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

  /** Whether it is periodic or parameterized and only creates child jobs. */
  public boolean isTemplate() {
    return periodic || parameterized;
  }

  /** The counts of all groups added up. */
  public Counts counts() {
    Counts all = Counts.NONE;
    for (Counts group : groups.values()) {
      all = all.plus(group);
    }
    return all;
  }

  /** Number of allocations of a group by status. */
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

  /** Number of child jobs by status. */
  public record Children(int pending, int running, int dead) {

    public static final Children NONE = new Children(0, 0, 0);
  }
}
