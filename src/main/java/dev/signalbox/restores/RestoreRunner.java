package dev.signalbox.restores;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Advances the restore in progress, on one instance at a time. A restore is paused when Kubernetes
 * refuses a request, or after {@link #MAX_FAILURES} consecutive failures. A request without a
 * response may have taken effect, which the next run finds out before it sends another.
 */
@Component
class RestoreRunner {

  /** Maximum number of consecutive failures; with the backoff this takes about 10 minutes. */
  static final int MAX_FAILURES = 8;

  /** A run executes the steps that need no waiting. */
  private static final int MAX_STEPS = 8;

  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(RestoreRunner.class);

  private final RestoreOperations operations;
  private final RestoreFactReader reader;
  private final RestoreChanges changes;
  private final RestoreEnd end;
  private final VeleroState velero;
  private final AutomaticWorkLock lock;
  private final Clock clock;

  RestoreRunner(
      RestoreOperations operations,
      RestoreFactReader reader,
      RestoreChanges changes,
      RestoreEnd end,
      VeleroState velero,
      AutomaticWorkLock lock,
      Clock clock) {
    this.operations = operations;
    this.reader = reader;
    this.changes = changes;
    this.end = end;
    this.velero = velero;
    this.lock = lock;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void advance() {
    if (isDue()) {
      lock.runExclusively(DatabaseLock.Name.RESTORES, this::advanceOpen);
    }
  }

  /** Executes the steps that need no waiting. The caller holds the lock. */
  void advanceOpen() {
    advanceOpen(MAX_STEPS);
  }

  private boolean isDue() {
    return operations.findOpen().filter(open -> open.canAct(clock.instant())).isPresent();
  }

  private void advanceOpen(int steps) {
    if (steps > 0
        && operations
            .findOpen()
            .filter(open -> open.canAct(clock.instant()))
            .map(this::advance)
            .orElse(false)) {
      advanceOpen(steps - 1);
    }
  }

  /** Executes the next step. Returns whether another one may follow immediately. */
  private boolean advance(RestoreOperation operation) {
    if (!velero.capabilities().isInstalled()) {
      // after a start they are not known yet, and decide the names of fields
      setNote(operation, "Waiting for the API resources of Velero.");
      return false;
    }
    try {
      RestoreStep step = RestoreStep.next(operation, reader.read(operation));
      return execute(operation, step);
    } catch (RemoteSystemException e) {
      log.warn(
          "Restore {} failed in step {}: {}", operation.id(), operation.step(), e.getMessage());
      recordFailure(operation, e);
      return false;
    }
  }

  private boolean execute(RestoreOperation operation, RestoreStep step) {
    switch (step) {
      case RestoreStep.TakeSafetySnapshot next -> {
        changes.takeSafetySnapshot(operation);
        setNote(operation, "The safety snapshot was requested.");
      }
      case RestoreStep.StopWorkloads next -> changes.stop(operation, next.workloads());
      case RestoreStep.Delete next -> changes.delete(operation, next.workloads(), next.claims());
      case RestoreStep.StartWorkloads next -> changes.start(operation, next.workloads());
      case RestoreStep.CreateRestore next -> createRestore(operation);
      case RestoreStep.Proceed next -> {
        return update(
            operation,
            restore -> {
              restore.runAgain();
              restore.proceed(next.to(), clock.instant());
            });
      }
      case RestoreStep.Wait wait -> setNote(operation, wait.why());
      case RestoreStep.Pause pause -> pause(operation, pause.why());
      case RestoreStep.EndCanceled canceled -> end.cancel(operation, canceled.how());
      case RestoreStep.Finish finish -> end.finish(operation, finish.restore());
    }
    return false;
  }

  private void createRestore(RestoreOperation operation) {
    @Nullable Backup backup = reader.snapshot(operation);
    if (backup == null) {
      pause(
          operation,
          "The snapshot " + operation.snapshot() + " no longer exists. It can't be restored.");
      return;
    }
    switch (backup.state()) {
      case COMPLETED, PARTIAL -> {
        changes.restore(operation, backup, velero.capabilities());
        setNote(operation, "");
      }
      case QUEUED, RUNNING, FAILED, DELETING, UNKNOWN ->
          pause(
              operation,
              "The snapshot %s is %s. It can't be restored."
                  .formatted(operation.snapshot(), backup.status().phaseText()));
    }
  }

  private void recordFailure(RestoreOperation operation, RemoteSystemException failure) {
    int failures = operation.failures() + 1;
    String what = "Tried to " + failure.tried() + ". Kubernetes: " + failure.response() + ". ";
    if (isRefusal(failure)) {
      pause(operation, what + failure.advice());
    } else if (failures >= MAX_FAILURES) {
      pause(operation, what + "This failed " + failures + " times in a row. " + unknown(failure));
    } else {
      Duration backoff = INITIAL_BACKOFF.multipliedBy(1L << (failures - 1));
      update(
          operation,
          restore ->
              restore.fail(
                  what
                      + unknown(failure)
                      + "Retrying in "
                      + TimestampView.formatDuration(backoff)
                      + ".",
                  clock.instant().plus(backoff)));
    }
  }

  private static String unknown(RemoteSystemException failure) {
    return failure.hasUnknownOutcome()
        ? "Whether it took effect is unknown; this is checked before the next attempt. "
        : "";
  }

  /** Whether a retry of the same request would fail, too. */
  private static boolean isRefusal(RemoteSystemException failure) {
    return switch (failure) {
      case RemoteSystemException.Denied denied -> true;
      case RemoteSystemException.Unexpected unexpected -> !unexpected.hasUnknownOutcome();
      case RemoteSystemException.Unreachable unreachable -> false;
      case RemoteSystemException.NotFound notFound -> false;
      case RemoteSystemException.Conflict conflict -> false;
    };
  }

  private void setNote(RestoreOperation operation, String note) {
    if (!operation.note().equals(note) || operation.failures() > 0) {
      update(operation, restore -> restore.waitFor(note));
    }
  }

  private void pause(RestoreOperation operation, String why) {
    log.warn("Restore {} is paused: {}", operation.id(), why);
    update(operation, restore -> restore.pause(why));
  }

  /** Changes the restore unless a user has changed its state meanwhile. */
  private boolean update(RestoreOperation operation, Consumer<StoredRestore> modification) {
    return operations.change(
        operation.id(),
        current -> current.state() == operation.state() && current.step() == operation.step(),
        modification);
  }
}
