package dev.signalbox.jobs.allocations;

/** Result of an action on an allocation. */
sealed interface AllocationActionOutcome {

  /**
   * Nomad accepted the request.
   *
   * @param index Raft index of the write; 0 if Nomad returned none
   */
  record Done(long index) implements AllocationActionOutcome {}

  /** Nomad has not responded yet; the outcome is recorded in the audit log. */
  record UnderWay() implements AllocationActionOutcome {}

  record AlreadyEnded() implements AllocationActionOutcome {}

  /**
   * Nomad does not have the allocation, or its client is not reachable.
   *
   * @param response Nomad's response
   */
  record AlreadyGone(String response) implements AllocationActionOutcome {}
}
