package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.ResourceType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/** The shared components of the informer. Confined to the event-loop thread. */
final class InformerContext {

  private final NomadListWatch lists;
  private final RequestExecutor executor;
  private final EventLoop eventLoop;
  private final SyncStatusTracker statusTracker;
  private final RandomGenerator random;
  private final Interner interner = new Interner();
  private final Map<ResourceType, Long> indexes = new EnumMap<>(ResourceType.class);
  private boolean drainsWithoutEvents;
  private ClusterStore store = new ClusterStore(interner);

  InformerContext(
      NomadListWatch lists,
      RequestExecutor executor,
      EventLoop eventLoop,
      SyncStatusTracker statusTracker,
      RandomGenerator random) {
    this.lists = lists;
    this.executor = executor;
    this.eventLoop = eventLoop;
    this.statusTracker = statusTracker;
    this.random = random;
  }

  NomadListWatch lists() {
    return lists;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  SyncStatusTracker statusTracker() {
    return statusTracker;
  }

  RandomGenerator random() {
    return random;
  }

  ClusterStore store() {
    return store;
  }

  RequestScope newScope() {
    return new RequestScope(eventLoop, executor);
  }

  Backoff newBackoff() {
    return new Backoff(random);
  }

  /** Discards all state, because the cluster was replaced or restored. */
  void reset() {
    store = new ClusterStore(interner);
    indexes.clear();
  }

  /** Sets whether drains cause no events, as on servers before 1.1. */
  void setDrainsWithoutEvents(boolean value) {
    drainsWithoutEvents = value;
  }

  boolean drainsWithoutEvents() {
    return drainsWithoutEvents;
  }

  /** The index up to which all changes of a type were applied. */
  long appliedIndex(ResourceType type) {
    long listed = store.listedIndex(type);
    return type == ResourceType.CLIENTS && drainsWithoutEvents
        ? listed
        : Math.max(listed, store.streamedIndex());
  }

  /** The index of the last consistent list of a type, or 0. */
  long indexOf(ResourceType type) {
    return indexes.getOrDefault(type, 0L);
  }

  /**
   * Reads a list and applies it to the store.
   *
   * @param indexDecreased called instead of {@code listed} if the index of a consistent list is
   *     lower than before, which only happens if the cluster was replaced or restored
   */
  void readList(
      RequestScope scope,
      ResourceType type,
      ListOptions options,
      Consumer<NomadListWatch.ListMeta> listed,
      Consumer<SyncFailure> failed,
      Runnable indexDecreased) {
    // objects that were added after the request may be missing from the list
    long known = store.appliedIndex();
    scope.execute(
        "nomad-" + type.name().toLowerCase(Locale.ROOT),
        () -> read(type, options),
        listing -> {
          long index = listing.meta().index();
          statusTracker.confirm(listing.meta());
          if (!options.stale()) {
            if (index < indexOf(type)) {
              indexDecreased.run();
              return;
            }
            indexes.put(type, index);
          }
          listing.update().accept(store, Math.min(index, known));
          listed.accept(listing.meta());
        },
        failed);
  }

  /** Reads the list of a resource type. Called off the event-loop thread. */
  private ListResult read(ResourceType type, ListOptions options) {
    return switch (type) {
      case CLIENTS -> {
        List<Client> found = new ArrayList<>();
        ListMeta meta = lists.clients(options, object -> found.add(interner.client(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyClients(found, upTo));
      }
      case ALLOCATIONS -> {
        List<Allocation> found = new ArrayList<>();
        ListMeta meta =
            lists.allocations(options, object -> found.add(interner.allocation(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyAllocations(found, upTo));
      }
      case JOBS -> {
        List<Job> found = new ArrayList<>();
        ListMeta meta = lists.jobs(options, object -> found.add(interner.job(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyJobs(found, upTo));
      }
      case EVALUATIONS -> {
        List<Evaluation> found = new ArrayList<>();
        ListMeta meta =
            lists.evaluations(options, object -> found.add(interner.evaluation(object)));
        yield new ListResult(meta, (store, upTo) -> store.applyEvaluations(found, upTo));
      }
    };
  }

  /**
   * A list that was read.
   *
   * @param update applies it on the event-loop thread; objects newer than an index are kept
   */
  private record ListResult(ListMeta meta, ObjLongConsumer<ClusterStore> update) {}
}
