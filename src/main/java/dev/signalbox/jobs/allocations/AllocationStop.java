package dev.signalbox.jobs.allocations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stops an allocation. Nomad then reschedules it. */
@Component
class AllocationStop {

  private final NomadCommands commands;
  private final AuditLog audit;
  private final DeniedCapabilities denied;

  AllocationStop(NomadCommands commands, AuditLog audit, DeniedCapabilities denied) {
    this.commands = commands;
    this.audit = audit;
    this.denied = denied;
  }

  AllocationActionOutcome stop(Allocation allocation, String name, String reason) {
    if (allocation.isTerminal()) {
      return new AllocationActionOutcome.AlreadyEnded();
    }
    try {
      return new AllocationActionOutcome.Done(
          audit.recording(
              "nomad.allocation.stopped",
              target(allocation, name),
              Map.of("reason", reason, "client", allocation.clientName()),
              () ->
                  denied.observe(
                      DeniedCapabilities.ALLOC_LIFECYCLE,
                      allocation.job().namespace(),
                      () -> commands.stopAllocation(allocation.id()))));
    } catch (RemoteSystemException.NotFound e) {
      return new AllocationActionOutcome.AlreadyGone(e.response());
    }
  }

  /** Returns the target of an audit event; {@code name} is the name of the job. */
  static Target target(Allocation allocation, String name) {
    return Target.of("nomad-allocation", allocation.id(), name);
  }
}
