package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the snapshot is kept up to date: with the event stream if it is available, otherwise
 * with blocking queries. Confined to the event-loop thread.
 */
final class SyncCoordinator {

  private static final Duration PROBE_INTERVAL = Duration.ofHours(1);
  private static final Duration PROBE_DELAY = Duration.ofSeconds(5);
  private static final SyncFailure OTHER_CLUSTER =
      new SyncFailure(
          SyncFailure.Kind.UNEXPECTED,
          "continue from the last known Nomad index",
          "the index is lower than before",
          "Wait: the cluster was restored or rebuilt, so everything is being synced again.");

  private final InformerContext context;
  private final SnapshotPublisher publisher;
  private final InitialSync initialSync;
  private final EventStreamWatcher stream;
  private final BlockingQueryPoller poller;
  private final LeaderProbe leaderProbe;
  private final PeriodicResync resync;
  private final NodeDetailFetcher detailFetcher;
  private final Backoff backoff;
  private final StreamCircuitBreaker breaker;
  private final StalenessGracePeriod gracePeriod;
  private volatile Capabilities capabilities = Capabilities.MINIMAL;
  private @Nullable RequestScope probeScope;
  private boolean listsComplete;

  SyncCoordinator(
      InformerContext context,
      SnapshotPublisher publisher,
      Consumer<Event.NodeEventReceived> nodeEvents) {
    this.context = context;
    this.publisher = publisher;
    this.initialSync = new InitialSync(context, this);
    this.stream = new EventStreamWatcher(context, initialSync, this, nodeEvents);
    this.poller = new BlockingQueryPoller(context, this);
    this.leaderProbe = new LeaderProbe(context, this);
    this.resync = new PeriodicResync(context, this);
    this.detailFetcher = new NodeDetailFetcher(context, nodeEvents);
    this.backoff = context.newBackoff();
    this.breaker = new StreamCircuitBreaker(context.eventLoop());
    this.gracePeriod = new StalenessGracePeriod(context);
    context.eventLoop().afterEachRound(this::afterRound);
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** Number of events received since the start. May be called by any thread. */
  long events() {
    return stream.events();
  }

  /** Starts or restarts; the circuit breaker is reset. */
  void start() {
    breaker.reset();
    connect();
  }

  void stop() {
    stopRequests();
    if (probeScope != null) {
      probeScope.end();
    }
  }

  /** Restarts after a bug ended the event loop; the state may be inconsistent and is discarded. */
  void restart() {
    stop();
    discardState();
    requestFailed(SyncFailure.UNEXPECTED);
    context
        .eventLoop()
        .schedule(TimerId.CONNECT, backoff.next(SyncFailure.UNEXPECTED), this::connect);
  }

  /** Speeds up the sync, because a page waits for a write of this type with this index. */
  void expectIndex(ResourceType type, long index) {
    if (poller.isRunning()) {
      poller.pollNow(type);
    } else if (type == ResourceType.CLIENTS) {
      resync.awaitClients(index);
    }
  }

  /** Fetches a client now, because a change of it causes no event, such as its removal. */
  void fetchClient(String id) {
    context.store().pendingReads().addUrgent(id);
  }

  private void afterRound() {
    if (!listsComplete) {
      publisher.publishStatus();
      return;
    }
    detailFetcher.fetchPending();
    if (context.store().getAndClearJobListNeeded()) {
      resync.listJobsSoon();
    }
    publisher.publishChanges();
  }

  private void connect() {
    if (probeScope != null) {
      probeScope.end();
    }
    RequestScope current = context.newScope();
    probeScope = current;
    current.execute("nomad-probe", context.lists()::probe, this::probed, this::probeFailed);
  }

  private void probed(Capabilities found) {
    capabilities = found;
    context.setDrainsWithoutEvents(!found.lowestVersion().isAtLeast(1, 1, 0));
    context.statusTracker().setServers(found.versions());
    context.eventLoop().cancel(TimerId.CONNECT);
    context.eventLoop().schedule(TimerId.PROBE, PROBE_INTERVAL, this::connect);
    if (stream.isOpen()) {
      return;
    }
    if (!found.eventStream() || breaker.isOpen()) {
      poll();
      return;
    }
    if (poller.isRunning()) {
      poller.stop();
      stream.reset();
    }
    stream.start();
  }

  private void probeFailed(SyncFailure failure) {
    if (stream.isOpen()) {
      // the known capabilities stay valid
      context
          .eventLoop()
          .schedule(TimerId.PROBE, PROBE_DELAY.plus(backoff.next(failure)), this::connect);
      return;
    }
    requestFailed(failure);
    context.eventLoop().schedule(TimerId.CONNECT, backoff.next(failure), this::connect);
  }

  private void poll() {
    if (!poller.isRunning()) {
      initialSync.stop();
      poller.start();
    }
  }

  void listsRead() {
    listsComplete = true;
    if (stream.isOpen()) {
      stream.listsRead();
      streamVerified();
    }
  }

  /** The stream is connected and no gap was detected. */
  void streamVerified() {
    if (!stream.isComplete() || !initialSync.isDone()) {
      return;
    }
    boolean recovered = gracePeriod.isActive();
    breaker.close();
    enter(State.LIVE, null);
    leaderProbe.start();
    if (!resync.isRunning()) {
      resync.start();
    }
    if (recovered) {
      context.eventLoop().schedule(TimerId.PROBE, PROBE_DELAY, this::connect);
    }
  }

  /** The last poll of every list succeeded. */
  void listsPolled() {
    enter(State.POLLING, breaker.lastFailure());
    @Nullable Duration delay = breaker.recordListSuccess();
    if (delay != null) {
      context.eventLoop().schedule(TimerId.RETRY_STREAM, delay, this::connect);
    }
  }

  private void enter(State state, @Nullable SyncFailure failure) {
    gracePeriod.reset();
    backoff.reset();
    context.statusTracker().enter(state, failure);
  }

  /** A request failed; the caller retries it. */
  void requestFailed(SyncFailure failure) {
    if (poller.isRunning()) {
      breaker.recordListFailure();
    }
    gracePeriod.recordFailure(failure);
  }

  void streamEnded(boolean wasConnected, SyncFailure failure) {
    leaderProbe.stop();
    requestFailed(failure);
    @Nullable Duration openFor = breaker.recordEnd(wasConnected, failure);
    if (openFor != null) {
      pollInstead(openFor);
    } else if (wasConnected && breaker.hasBrokenOnce()) {
      // most likely one server restarts; the others are available
      Duration delay = Duration.ofMillis(Math.round(1_000 * context.random().nextDouble()));
      context.eventLoop().schedule(TimerId.CONNECT, delay, stream::start);
    } else {
      context.eventLoop().schedule(TimerId.CONNECT, backoff.next(failure), this::connect);
    }
  }

  private void pollInstead(Duration duration) {
    context.eventLoop().schedule(TimerId.RETRY_STREAM, duration, this::connect);
    resync.stop();
    stream.reset();
    poll();
  }

  /**
   * Lists contain changes of these types that the event stream has not carried for some time, and
   * it has carried no other event of the types either.
   */
  void eventsMissing(Set<ResourceType> types) {
    stream.stop();
    streamEnded(false, SyncFailure.missingEvents(types));
  }

  /** The servers are at a newer index than the event stream for some time. */
  void eventsOverdue() {
    resync.listJobsSoon();
  }

  /** The index of the servers decreased: the cluster was replaced or restored. */
  void indexDecreased() {
    stopRequests();
    discardState();
    requestFailed(OTHER_CLUSTER);
    context.eventLoop().schedule(TimerId.CONNECT, Duration.ZERO, this::connect);
  }

  /** A leader was elected after there was none. */
  void leaderElected() {
    if (!context.eventLoop().isScheduled(TimerId.CONNECT)) {
      context.eventLoop().schedule(TimerId.PROBE, PROBE_DELAY, this::connect);
    }
  }

  private void stopRequests() {
    stream.stop();
    initialSync.stop();
    poller.stop();
    leaderProbe.stop();
    resync.stop();
    detailFetcher.stop();
  }

  private void discardState() {
    listsComplete = false;
    stream.reset();
    leaderProbe.reset();
    resync.reset();
    context.reset();
  }

  /** Delays the transition to {@link State#STALE}, so that short interruptions are not reported. */
  private static final class StalenessGracePeriod {

    /** Shorter interruptions are not reported. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final InformerContext context;
    private @Nullable Instant since;
    private @Nullable SyncFailure lastFailure;

    StalenessGracePeriod(InformerContext context) {
      this.context = context;
    }

    boolean isActive() {
      return since != null;
    }

    void recordFailure(SyncFailure failure) {
      lastFailure = failure;
      State state = context.statusTracker().state();
      if (state == State.STARTING || state == State.STALE) {
        context.statusTracker().setFailure(failure);
      } else if (since == null) {
        context.eventLoop().schedule(TimerId.STALE, GRACE, this::enterStale);
      }
      if (since == null) {
        since = context.statusTracker().now();
      }
    }

    void reset() {
      since = null;
      lastFailure = null;
      context.eventLoop().cancel(TimerId.STALE);
    }

    private void enterStale() {
      @Nullable Instant start = since;
      if (start != null) {
        context.statusTracker().enter(State.STALE, start, lastFailure);
      }
    }
  }
}
