package dev.signalbox.nomad;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One placement of a group of a job on a client; a build, where the job is one.
 *
 * @param name {@code job.group[0]}
 * @param jobType {@code batch}, {@code service}, {@code system} or {@code sysbatch}
 * @param desired what the servers want
 * @param status what the client says
 * @param statusDescription the client's words, empty where there are none
 * @param resources what is set aside for it; {@link Resources#NONE} where the list did not tell
 * @param nextAllocation what replaces it, empty where nothing does
 * @param startedAt when its first task began, or null while none did or it is not known
 * @param finishedAt when its last task ended, or null
 */
public record Allocation(
    String id,
    String name,
    JobKey job,
    String jobType,
    String group,
    String clientId,
    String clientName,
    String evaluationId,
    Desired desired,
    AllocationStatus status,
    String statusDescription,
    Resources resources,
    String nextAllocation,
    Instant createdAt,
    Instant modifiedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long createIndex,
    long modifyIndex) {

  /** What the servers want of it. {@code STOP} and {@code EVICT} say asked, not done. */
  public enum Desired {
    RUN,
    STOP,
    EVICT
  }

  /** Whether its client has ended it, one way or another. */
  public boolean terminal() {
    return status.terminal();
  }

  /** Whether it takes room on its client: neither ended nor asked to end. */
  public boolean takesRoom() {
    return !terminal() && desired == Desired.RUN;
  }

  /** Whether it belongs to every client rather than to a build. */
  public boolean ofSystem() {
    return jobType.equals("system") || jobType.equals("sysbatch");
  }

  public String shortId() {
    return id.length() <= 8 ? id : id.substring(0, 8);
  }
}
