package dev.signalbox.drains.termination;

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
 * The release of a machine: its client is drained, so that the machine can be terminated.
 *
 * @param instance the cloud provider's id of the machine, empty if unknown
 * @param note explanation of the state, or empty
 * @param deadline deadline of the drain, or null to wait for all builds
 * @param purge whether the client is purged once it is down
 * @param override why the release was started in spite of insufficient capacity, or empty
 * @param operation id of the drain, stored in Nomad's drain metadata
 * @param writeIndex Nomad's index of the write that started the drain, or 0
 * @param left number of unfinished builds at the last check
 * @param heartbeatAt time of the last check without a problem
 * @param endedAt null while the release is in progress
 * @param tries number of attempts of the current step
 * @param failure the failure of the last attempt, as recorded in the audit log, or empty
 * @param halted why no request is sent until an admin resumes the release, or empty
 */
@Embeddable
record TerminationRequest(
    @Column(insertable = false, updatable = false) UUID id,
    String clientId,
    String name,
    String instance,
    @Enumerated(EnumType.STRING) State state,
    String note,
    String reason,
    @Column(name = "deadline_seconds") @Convert(converter = DurationInSeconds.class)
        @Nullable Duration deadline,
    boolean purge,
    String override,
    @Embedded @EmbeddedColumnNaming Actor actor,
    UUID operation,
    long writeIndex,
    @Column(name = "builds_left") int left,
    Instant requestedAt,
    Instant stateSince,
    Instant heartbeatAt,
    @Nullable Instant endedAt,
    int tries,
    String failure,
    String halted) {

  enum State {
    REQUESTED,
    /** The client is ineligible. */
    CORDONED,
    DRAINING,
    /** Nomad reports the drain as complete, but builds are still stopping. */
    STOPPING,
    /** No build is running; the machine may be terminated. */
    SAFE,
    /** The machine was terminated. */
    RELEASED,
    /** The machine was terminated and the client removed from Nomad. */
    PURGED,
    CANCELLED,
    FAILED,
    /** The machine disappeared while builds were running. */
    ABANDONED
  }

  boolean isOpen() {
    return endedAt == null;
  }

  /** Whether no request is sent and the state does not change until an admin resumes. */
  boolean isHalted() {
    return !halted.isEmpty();
  }

  /** Why it is halted, or its note, or empty. */
  String explanation() {
    return halted.isEmpty() ? note : halted;
  }

  DrainSpec order() {
    return new DrainSpec(deadline, true);
  }

  OperationContext context() {
    return new OperationContext(actor, reason, operation, failure);
  }
}
