package dev.signalbox.jobs.allocations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stops an allocation. Nomad then reschedules it. */
@Component
class AllocationStop {

  private final NomadCommands commands;
  private final AuditLog audit;

  AllocationStop(NomadCommands commands, AuditLog audit) {
    this.commands = commands;
    this.audit = audit;
  }

  AllocationActionOutcome stop(Allocation allocation, String reason) {
    if (allocation.isTerminal()) {
      return new AllocationActionOutcome.AlreadyEnded();
    }
    try {
      return new AllocationActionOutcome.Done(
          audit.recording(
              "nomad.allocation.stopped",
              target(allocation),
              Map.of("reason", reason, "client", allocation.clientName()),
              () -> commands.stopAllocation(allocation.id())));
    } catch (RemoteSystemException.NotFound e) {
      return new AllocationActionOutcome.AlreadyGone(e.response());
    }
  }

  static Target target(Allocation allocation) {
    return Target.of("nomad-allocation", allocation.id(), allocation.name());
  }
}
