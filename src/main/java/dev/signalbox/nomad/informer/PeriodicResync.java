package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.ResourceType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists all resources periodically in addition to the event stream: purges, garbage collection and
 * changes of job counts cause no events, nor do drains on servers before 1.1. The lists are read
 * one after the other and may come from any server.
 */
final class PeriodicResync {

  private static final ListOptions ANY_SERVER = new ListOptions(0, Duration.ZERO, true);
  private static final Duration MIN_INTERVAL = Duration.ofMinutes(5);
  private static final Duration JITTER = Duration.ofMinutes(5);
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(30);
  private static final Duration SHORT_DELAY = Duration.ofSeconds(2);
  private static final Duration EVENT_TIMEOUT = Duration.ofMillis(300);

  /** Server and stream may differ for this time before an event counts as missing. */
  private static final Duration MISSING_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LONG_DELAY = Duration.ofMinutes(1);
  private static final long SMALL_BYTES = 2_000_000;
  private static final List<ResourceType> ORDER =
      List.of(
          ResourceType.ALLOCATIONS,
          ResourceType.JOBS,
          ResourceType.EVALUATIONS,
          ResourceType.CLIENTS);

  private final InformerContext context;
  private final SyncCoordinator coordinator;
  private final Deque<ResourceType> pending = new ArrayDeque<>();
  private @Nullable RequestScope scope;
  private long jobsBytes;
  private long clientsBytes;
  private long awaitedIndex;

  PeriodicResync(InformerContext context, SyncCoordinator coordinator) {
    this.context = context;
    this.coordinator = coordinator;
  }

  boolean isRunning() {
    return scope != null;
  }

  void start() {
    stop();
    scope = context.newScope();
    scheduleResync();
    scheduleCount();
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    pending.clear();
    context
        .eventLoop()
        .cancel(
            TimerId.RESYNC,
            TimerId.JOB_COUNTS,
            TimerId.JOBS,
            TimerId.AWAITED_CLIENTS,
            TimerId.MISSING_EVENTS);
  }

  /** Schedules a list of all jobs, because one or more may be deregistered. */
  void listJobsSoon() {
    if (!context.eventLoop().isScheduled(TimerId.JOBS)) {
      Duration delay = jobsBytes < SMALL_BYTES ? SHORT_DELAY : LONG_DELAY;
      context.eventLoop().schedule(TimerId.JOBS, delay, () -> listJobs(ListOptions.NOW));
    }
  }

  /** Discards the awaited index, which belongs to a previous cluster. */
  void reset() {
    awaitedIndex = 0;
  }

  /**
   * Lists all clients unless an event with this index arrives soon, because a page waits for it.
   */
  void awaitClients(long index) {
    awaitedIndex = Math.max(awaitedIndex, index);
    if (context.appliedIndex(ResourceType.CLIENTS) < index
        && !context.eventLoop().isScheduled(TimerId.AWAITED_CLIENTS)) {
      context.eventLoop().schedule(TimerId.AWAITED_CLIENTS, EVENT_TIMEOUT, this::listAwaited);
    }
  }

  /** On servers before 1.1, starting and stopping a drain causes no event. */
  private void listAwaited() {
    long index = awaitedIndex;
    if (context.appliedIndex(ResourceType.CLIENTS) >= index) {
      return;
    }
    list(
        ResourceType.CLIENTS,
        ListOptions.NOW,
        meta -> {
          if (meta.index() >= index) {
            context.store().markListed(ResourceType.CLIENTS, index);
          }
        },
        failure -> {});
  }

  private void scheduleResync() {
    long jitter = Math.round(JITTER.toMillis() * context.random().nextDouble());
    context.eventLoop().schedule(TimerId.RESYNC, MIN_INTERVAL.plusMillis(jitter), this::resync);
  }

  private void resync() {
    pending.addAll(ORDER);
    listNext();
  }

  private void listNext() {
    @Nullable ResourceType type = pending.poll();
    if (type == null) {
      scheduleResync();
      return;
    }
    list(type, ANY_SERVER, meta -> listNext(), failure -> listNext());
  }

  private void scheduleCount() {
    context.eventLoop().schedule(TimerId.JOB_COUNTS, COUNT_INTERVAL, this::refreshCounts);
  }

  private void refreshCounts() {
    if (jobsBytes < SMALL_BYTES && context.store().hasOpenJobs()) {
      listJobs(ANY_SERVER);
    }
    if (clientsBytes < SMALL_BYTES) {
      list(ResourceType.CLIENTS, ANY_SERVER, meta -> {}, failure -> {});
    } else {
      context.store().fetchUnschedulable();
    }
    scheduleCount();
  }

  private void listJobs(ListOptions options) {
    // a failure is ignored: the next resync reads the list again
    list(ResourceType.JOBS, options, meta -> {}, failure -> {});
  }

  private void checkCoverage() {
    Set<ResourceType> types = typesWithoutEvents();
    if (!types.isEmpty() && !context.eventLoop().isScheduled(TimerId.MISSING_EVENTS)) {
      context
          .eventLoop()
          .schedule(TimerId.MISSING_EVENTS, MISSING_TIMEOUT, () -> reportMissing(types));
    }
  }

  private void reportMissing(Set<ResourceType> types) {
    types.retainAll(typesWithoutEvents());
    if (!types.isEmpty()) {
      coordinator.eventsMissing(types);
    }
  }

  private Set<ResourceType> typesWithoutEvents() {
    Set<ResourceType> types = context.store().coverage().withoutEvents();
    if (context.drainsWithoutEvents()) {
      types.remove(ResourceType.CLIENTS);
    }
    return types;
  }

  private void list(
      ResourceType type,
      ListOptions options,
      Consumer<ListMeta> listed,
      Consumer<SyncFailure> failed) {
    @Nullable RequestScope current = scope;
    if (current == null) {
      return;
    }
    context.readList(
        current,
        type,
        options,
        meta -> {
          if (type == ResourceType.JOBS) {
            jobsBytes = meta.bytes();
          } else if (type == ResourceType.CLIENTS) {
            clientsBytes = meta.bytes();
          }
          checkCoverage();
          listed.accept(meta);
        },
        failed,
        coordinator::indexDecreased);
  }
}
