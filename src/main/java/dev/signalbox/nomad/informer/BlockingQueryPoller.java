package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.ResourceType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Polls all lists with blocking queries when the event stream is not available. Each response is
 * the whole list, so large lists are polled less often, and allocations are read without their
 * times if the response gets too large.
 */
final class BlockingQueryPoller {

  /** Less than the idle timeout of 60 s that many proxies use. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(45);

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(10);
  private static final long LARGE_BYTES = 2_000_000;

  /** Above this size, the times of allocations are not requested. */
  private static final long MAX_BYTES_WITH_TIMES = 16_000_000;

  private final InformerContext context;
  private final SyncCoordinator coordinator;
  private final Map<ResourceType, Backoff> backoffs = new EnumMap<>(ResourceType.class);
  private final Set<ResourceType> pending = EnumSet.noneOf(ResourceType.class);
  private final Set<ResourceType> failing = EnumSet.noneOf(ResourceType.class);
  private @Nullable RequestScope scope;
  private boolean withTimes = true;

  BlockingQueryPoller(InformerContext context, SyncCoordinator coordinator) {
    this.context = context;
    this.coordinator = coordinator;
    for (ResourceType type : ResourceType.values()) {
      backoffs.put(type, context.newBackoff());
    }
  }

  boolean isRunning() {
    return scope != null;
  }

  void start() {
    stop();
    RequestScope current = context.newScope();
    scope = current;
    withTimes = true;
    pending.addAll(EnumSet.allOf(ResourceType.class));
    // the first request must not block, even if an index is known
    pending.forEach(type -> read(current, type, ListOptions.NOW));
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    pending.clear();
    failing.clear();
    for (ResourceType type : ResourceType.values()) {
      context.eventLoop().cancel(TimerId.poll(type));
    }
  }

  /** Polls a type immediately, because a page waits for the effect of a write. */
  void pollNow(ResourceType type) {
    @Nullable RequestScope current = scope;
    TimerId timer = TimerId.poll(type);
    if (current != null && context.eventLoop().isScheduled(timer) && !failing.contains(type)) {
      context.eventLoop().schedule(timer, Duration.ZERO, () -> readAgain(current, type));
    }
  }

  private void readAgain(RequestScope current, ResourceType type) {
    if (!current.isEnded()) {
      long after = Math.max(1, context.indexOf(type));
      boolean first = pending.contains(type);
      read(current, type, first ? ListOptions.NOW : new ListOptions(after, MAX_WAIT, false));
    }
  }

  private void read(RequestScope current, ResourceType type, ListOptions options) {
    context.readList(
        current,
        type,
        withTimes ? options.withTimes() : options,
        meta -> listed(current, type, meta),
        failure -> failed(current, type, failure),
        coordinator::indexDecreased);
  }

  private void listed(RequestScope current, ResourceType type, ListMeta meta) {
    failing.remove(type);
    backoff(type).reset();
    context.store().markListed(type, meta.index());
    if (pending.remove(type) && pending.isEmpty()) {
      context.statusTracker().recordResync();
      coordinator.listsRead();
    }
    if (pending.isEmpty() && failing.isEmpty()) {
      coordinator.listsPolled();
    }
    if (type == ResourceType.ALLOCATIONS && meta.bytes() > MAX_BYTES_WITH_TIMES) {
      withTimes = false;
    }
    Duration pause = meta.bytes() > LARGE_BYTES ? LONG_PAUSE : PAUSE;
    context.eventLoop().schedule(TimerId.poll(type), pause, () -> readAgain(current, type));
  }

  private void failed(RequestScope current, ResourceType type, SyncFailure failure) {
    failing.add(type);
    coordinator.requestFailed(failure);
    context
        .eventLoop()
        .schedule(TimerId.poll(type), backoff(type).next(failure), () -> readAgain(current, type));
  }

  private Backoff backoff(ResourceType type) {
    return backoffs.getOrDefault(type, context.newBackoff());
  }
}
