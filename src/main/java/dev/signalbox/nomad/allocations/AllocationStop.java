package dev.signalbox.nomad.allocations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stops an allocation where it is; Nomad places it again. */
@Component
class AllocationStop {

  private final NomadActs acts;
  private final AuditLog audit;

  AllocationStop(NomadActs acts, AuditLog audit) {
    this.acts = acts;
    this.audit = audit;
  }

  ActOutcome stop(Allocation allocation, String reason) {
    if (allocation.terminal()) {
      return new ActOutcome.EndedAlready();
    }
    try {
      return new ActOutcome.Done(
          audit.recording(
              "nomad.allocation.stopped",
              target(allocation),
              Map.of("reason", reason, "client", allocation.clientName()),
              () -> acts.stopAllocation(allocation.id())));
    } catch (OutsideWorldException.Missing e) {
      return new ActOutcome.GoneAlready(e.answered());
    }
  }

  static Target target(Allocation allocation) {
    return Target.of("nomad-allocation", allocation.id(), allocation.name());
  }
}
