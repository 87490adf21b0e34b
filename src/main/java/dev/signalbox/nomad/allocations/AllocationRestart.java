package dev.signalbox.nomad.allocations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Restarts the tasks of an allocation on the client where they are. */
@Component
class AllocationRestart {

  private final NomadActs acts;
  private final AuditLog audit;

  AllocationRestart(NomadActs acts, AuditLog audit) {
    this.acts = acts;
    this.audit = audit;
  }

  /**
   * Does it.
   *
   * @param task its name, or null for all that run
   */
  ActOutcome restart(Allocation allocation, @Nullable String task) {
    if (allocation.terminal()) {
      return new ActOutcome.EndedAlready();
    }
    try {
      return new ActOutcome.Done(
          audit.recording(
              "nomad.allocation.restarted",
              AllocationStop.target(allocation),
              Map.of("task", task == null ? "all" : task, "client", allocation.clientName()),
              () -> acts.restartAllocation(allocation.id(), task)));
    } catch (OutsideWorldException.Missing e) {
      return new ActOutcome.GoneAlready(e.answered());
    }
  }
}
