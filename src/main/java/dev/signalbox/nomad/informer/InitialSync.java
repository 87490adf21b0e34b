package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.ResourceType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads all lists once, in parallel and consistent. */
final class InitialSync {

  private final InformerContext context;
  private final SyncCoordinator coordinator;
  private final Backoff backoff;
  private final Set<ResourceType> pending = EnumSet.noneOf(ResourceType.class);
  private @Nullable RequestScope scope;
  private boolean isDone;
  private long oldestIndex;

  InitialSync(InformerContext context, SyncCoordinator coordinator) {
    this.context = context;
    this.coordinator = coordinator;
    this.backoff = context.newBackoff();
  }

  /** Whether all lists were read and no event may have been missed since. */
  boolean isDone() {
    return isDone;
  }

  boolean isRunning() {
    return scope != null;
  }

  /** The index of the oldest of the lists. */
  long oldestIndex() {
    return oldestIndex;
  }

  /** Starts or restarts; requests in progress are canceled, as they may miss changes. */
  void start() {
    stop();
    isDone = false;
    oldestIndex = Long.MAX_VALUE;
    pending.addAll(EnumSet.allOf(ResourceType.class));
    RequestScope current = context.newScope();
    scope = current;
    pending.forEach(type -> read(current, type));
  }

  void reset() {
    stop();
    isDone = false;
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    context.eventLoop().cancel(TimerId.RETRY_INITIAL_SYNC);
  }

  private void read(RequestScope current, ResourceType type) {
    context.readList(
        current,
        type,
        ListOptions.NOW.withTimes(),
        meta -> listed(type, meta.index()),
        failure -> failed(current, failure),
        coordinator::indexDecreased);
  }

  private void listed(ResourceType type, long index) {
    pending.remove(type);
    oldestIndex = Math.min(oldestIndex, index);
    context.store().markListed(type, index);
    if (pending.isEmpty()) {
      scope = null;
      isDone = true;
      backoff.reset();
      context.eventLoop().cancel(TimerId.RETRY_INITIAL_SYNC);
      context.statusTracker().recordResync();
      coordinator.listsRead();
    }
  }

  private void failed(RequestScope current, SyncFailure failure) {
    coordinator.requestFailed(failure);
    if (!context.eventLoop().isScheduled(TimerId.RETRY_INITIAL_SYNC)) {
      // requests still running either succeed or fail, too
      context
          .eventLoop()
          .schedule(TimerId.RETRY_INITIAL_SYNC, backoff.next(failure), () -> retry(current));
    }
  }

  private void retry(RequestScope current) {
    if (current.isEnded() || pending.isEmpty()) {
      return;
    }
    if (current.isBusy()) {
      context.eventLoop().schedule(TimerId.RETRY_INITIAL_SYNC, Backoff.SOON, () -> retry(current));
      return;
    }
    pending.forEach(type -> read(current, type));
  }
}
