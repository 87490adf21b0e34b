package dev.signalbox.jobs.allocations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Restarts the tasks of an allocation on the same client. */
@Component
class AllocationRestart {

  private final NomadCommands commands;
  private final AuditLog audit;
  private final DeniedCapabilities denied;

  AllocationRestart(NomadCommands commands, AuditLog audit, DeniedCapabilities denied) {
    this.commands = commands;
    this.audit = audit;
    this.denied = denied;
  }

  /**
   * Restarts one task or all running tasks.
   *
   * @param name the name of the job
   * @param task task name, or null for all running tasks
   */
  AllocationActionOutcome restart(Allocation allocation, String name, @Nullable String task) {
    if (allocation.isTerminal()) {
      return new AllocationActionOutcome.AlreadyEnded();
    }
    try {
      return new AllocationActionOutcome.Done(
          audit.recording(
              "nomad.allocation.restarted",
              AllocationStop.target(allocation, name),
              Map.of("task", task == null ? "all" : task, "client", allocation.clientName()),
              () ->
                  denied.observe(
                      DeniedCapabilities.ALLOC_LIFECYCLE,
                      allocation.job().namespace(),
                      () -> commands.restartAllocation(allocation.id(), task))));
    } catch (RemoteSystemException.NotFound e) {
      return new AllocationActionOutcome.AlreadyGone(e.response());
    }
  }
}
