package dev.signalbox.restores;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.databaserestore.AutomaticWork;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records the end of restores, and halts them if the database is a restored backup. */
@Component
class RestoreEnd implements AutomaticWork {

  private final RestoreOperations operations;
  private final VeleroState velero;
  private final AuditLog audit;
  private final Clock clock;

  RestoreEnd(RestoreOperations operations, VeleroState velero, AuditLog audit, Clock clock) {
    this.operations = operations;
    this.velero = velero;
    this.audit = audit;
    this.clock = clock;
  }

  /** Records how Velero's restore ended. */
  @Transactional
  public void finish(RestoreOperation operation, Restore restore) {
    RestoreOutcome outcome = RestoreOutcome.of(restore, velero.volumes(restore));
    boolean changed =
        operations.change(
            operation.id(),
            current -> !current.state().isFinal(),
            stored -> {
              stored.setOutcome(outcome);
              stored.end(State.FINISHED, "", clock.instant());
            });
    if (changed) {
      audit.record(
          operation.actor(),
          "snapshot.restore.finished",
          RestoreChanges.target(operation),
          true,
          Map.of(
              "phase",
              outcome.phase(),
              "errors",
              outcome.errors(),
              "warnings",
              outcome.warnings()));
    }
  }

  /** Records that a restore was canceled. */
  @Transactional
  public void cancel(RestoreOperation operation, String how) {
    boolean changed =
        operations.change(
            operation.id(),
            current -> current.state() == State.CANCELING,
            stored -> stored.end(State.CANCELED, how, clock.instant()));
    if (changed) {
      audit.record(
          operation.actor(),
          "snapshot.restore.ended",
          RestoreChanges.target(operation),
          true,
          Map.of("outcome", how));
    }
  }

  @Override
  public void haltAll(String why) {
    operations
        .findOpen()
        .ifPresent(
            open ->
                operations.change(
                    open.id(), current -> current.state().isActive(), stored -> stored.pause(why)));
  }

  @Override
  public List<Halted> findHalted() {
    return operations
        .findOpen()
        .filter(open -> open.state() == State.PAUSED && RestoreGuard.isHaltReason(open.note()))
        .map(
            open ->
                new Halted(
                    "Restore of snapshot %s".formatted(open.snapshot()), "/restores/" + open.id()))
        .stream()
        .toList();
  }
}
