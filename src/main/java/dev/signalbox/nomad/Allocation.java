package dev.signalbox.nomad;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Nomad allocation: one placement of a task group on a client. For CI jobs it is a build.
 *
 * @param name {@code job.group[0]}
 * @param jobType {@code batch}, {@code service}, {@code system} or {@code sysbatch}
 * @param desired the desired status, set by the servers
 * @param status the client status, reported by the client
 * @param statusDescription the description of the client status, may be empty
 * @param resources the allocated resources; {@link Resources#NONE} if the list did not include them
 * @param nextAllocation the id of the replacement, or empty
 * @param startedAt when its first task started; null if none has or the time is unknown
 * @param finishedAt when its last task finished, or null
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

  /** The desired status. {@code STOP} and {@code EVICT} are requests; see the client status. */
  public enum Desired {
    RUN,
    STOP,
    EVICT
  }

  /** Whether the client status is terminal. */
  public boolean isTerminal() {
    return status.isTerminal();
  }

  /** Whether it occupies resources on its client: not terminal and not requested to stop. */
  public boolean occupiesResources() {
    return !isTerminal() && desired == Desired.RUN;
  }

  /** Whether its job is a system job, which runs on every client. */
  public boolean isSystem() {
    return jobType.equals("system") || jobType.equals("sysbatch");
  }

  public String shortId() {
    return id.length() <= 8 ? id : id.substring(0, 8);
  }
}
