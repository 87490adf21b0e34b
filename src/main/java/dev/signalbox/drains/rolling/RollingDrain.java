package dev.signalbox.drains.rolling;

import dev.signalbox.audit.Actor;
import dev.signalbox.drains.DurationInSeconds;
import dev.signalbox.drains.OperationContext;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.jspecify.annotations.Nullable;

/**
 * A rolling drain, called a plan in URLs, in the database and in audit actions.
 *
 * @param batchSize maximum number of clients that drain at the same time
 * @param keepReady minimum number of ready clients per class, node pool and datacenter
 * @param deadline deadline of each drain, or null to wait for all builds
 * @param eligibleAfter whether a drained client is marked eligible again
 * @param waitForQueue whether to start no drain while jobs are queued for capacity
 * @param waitReason why the plan is waiting, or empty
 * @param actor the user who started it
 * @param endedAt null while the plan is in progress
 * @param halted whether no request is sent to Nomad until a user resumes the plan
 * @param failures number of consecutive failed requests to Nomad
 * @param retryAt time of the next attempt after a failure, or null
 */
@Embeddable
record RollingDrain(
    @Column(insertable = false, updatable = false) UUID id,
    String reason,
    @Column(name = "at_once") int batchSize,
    int keepReady,
    @Column(name = "deadline_seconds") @Convert(converter = DurationInSeconds.class)
        @Nullable Duration deadline,
    boolean ignoreSystemJobs,
    boolean eligibleAfter,
    boolean waitForQueue,
    @Enumerated(EnumType.STRING) State state,
    @Column(name = "waits") String waitReason,
    @Embedded @EmbeddedColumnNaming Actor actor,
    Instant createdAt,
    @Nullable Instant endedAt,
    boolean halted,
    int failures,
    @Nullable Instant retryAt) {

  /** The requested state. Drains in progress finish in every state. */
  enum State {
    RUNNING,
    /** No further drains start until the plan is resumed. */
    PAUSED,
    /** No further drains start; the plan can't be resumed. */
    ABORTED,
    FINISHED
  }

  DrainSpec order() {
    return new DrainSpec(deadline, ignoreSystemJobs);
  }

  /** The context for an operation on one of its clients. */
  OperationContext context(UUID operation) {
    return new OperationContext(actor, reason, operation);
  }

  /** Whether requests that change Nomad may be sent now; reads are always allowed. */
  boolean canAct(Instant now) {
    return !halted && (retryAt == null || !now.isBefore(retryAt));
  }

  boolean isOpen() {
    return endedAt == null;
  }
}
