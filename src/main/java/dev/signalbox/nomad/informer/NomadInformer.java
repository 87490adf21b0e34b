package dev.signalbox.nomad.informer;

import dev.signalbox.live.LocalTabs;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.SyncStatus.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Maintains the cluster snapshot of this instance. Each console instance has a separate informer
 * and refreshes only the pages connected to it.
 */
@Component
class NomadInformer implements ClusterState, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(NomadInformer.class);

  /** Maximum time to wait for all threads together. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final boolean off;
  private final Supplier<Stream<ClusterListener>> listeners;
  private final EventLoop eventLoop;
  private final SyncStatusTracker status;
  private final SnapshotPublisher publisher;
  private final SyncCoordinator coordinator;
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicLong droppedEvents = new AtomicLong();
  private volatile boolean running;

  @Autowired
  NomadInformer(
      NomadListWatch lists,
      NomadProperties settings,
      LocalTabs tabs,
      ObjectProvider<ClusterListener> listeners,
      MeterRegistry meters,
      Clock clock) {
    this(
        settings.addr() == null,
        lists,
        () -> tabs.publishChange(TOPIC),
        listeners::orderedStream,
        meters,
        clock,
        new EventLoop(System::nanoTime));
  }

  /**
   * @param off whether Nomad is not configured
   * @param pageRefresher refreshes the pages connected to this instance
   */
  NomadInformer(
      boolean off,
      NomadListWatch lists,
      Runnable pageRefresher,
      Supplier<Stream<ClusterListener>> listeners,
      MeterRegistry meters,
      Clock clock,
      EventLoop eventLoop) {
    this.off = off;
    this.listeners = listeners;
    this.eventLoop = eventLoop;
    this.status = new SyncStatusTracker(clock, off ? State.OFF : State.STARTING);
    InformerContext context =
        new InformerContext(
            lists, RequestExecutor.onVirtualThreads(), eventLoop, status, new SplittableRandom());
    this.publisher = new SnapshotPublisher(context, this::publish, pageRefresher);
    this.coordinator = new SyncCoordinator(context, publisher, this::publish);
    if (!off) {
      new WatchMetrics(this, clock).register(meters);
    }
  }

  @Override
  public ClusterSnapshot snapshot() {
    return publisher.snapshot();
  }

  @Override
  public SyncStatus syncStatus() {
    return status.syncStatus();
  }

  @Override
  public Capabilities capabilities() {
    return coordinator.capabilities();
  }

  @Override
  public boolean awaitIndex(ResourceType type, long index, Duration timeout) {
    if (!off && !publisher.awaitIndex(type, index, Duration.ZERO)) {
      eventLoop.trySubmit(() -> coordinator.expectIndex(type, index));
    }
    return publisher.awaitIndex(type, index, timeout);
  }

  @Override
  public boolean awaitRemoval(String clientId, Duration timeout) {
    if (!off) {
      eventLoop.trySubmit(() -> coordinator.fetchClient(clientId));
    }
    return publisher.awaitSnapshot(current -> current.client(clientId).isEmpty(), timeout);
  }

  /** Number of events received since the start. */
  long events() {
    return coordinator.events();
  }

  /** Number of node events dropped because the queue of a listener was full. */
  long droppedEvents() {
    return droppedEvents.get();
  }

  @Override
  public void start() {
    if (off) {
      return;
    }
    running = true;
    // resolved here and not in the constructor, because listeners may depend on this bean
    listeners.get().map(ListenerQueue::new).forEach(queues::add);
    queues.forEach(queue -> startThread("nomad-listener", queue::deliverUntilInterrupted));
    eventLoop.trySubmit(coordinator::start);
    startThread("nomad-informer", this::run);
  }

  @Override
  public void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    // a later start must not find the event loop still running
    awaitEnd(System.nanoTime() + STOP_LIMIT.toNanos());
    threads.clear();
    queues.clear();
  }

  private void awaitEnd(long deadline) {
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
          log.warn("Thread {} is still running.", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    boolean interrupted = false;
    try {
      eventLoop.runUntilInterrupted();
      interrupted = true;
    } finally {
      if (interrupted) {
        coordinator.stop();
      } else {
        coordinator.restart();
      }
    }
  }

  /**
   * Starts a thread that is restarted after an unexpected exception, which is logged. A platform
   * thread, because its work is CPU-bound: on a virtual thread it could delay the reader of the
   * event stream, and Nomad buffers only the last 100 batches.
   */
  private void startThread(String name, Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .uncaughtExceptionHandler(
                (failed, exception) -> {
                  threads.remove(failed);
                  if (running) {
                    log.error("Thread {} failed and is restarted.", name, exception);
                    startThread(name, work);
                  }
                })
            .unstarted(work);
    threads.add(thread);
    thread.start();
  }

  private void publish(ClusterSnapshot snapshot) {
    queues.forEach(queue -> queue.offerSnapshot(snapshot));
  }

  private void publish(NodeEventReceived event) {
    for (ListenerQueue queue : queues) {
      if (!queue.offerEvent(event)) {
        droppedEvents.incrementAndGet();
      }
    }
  }

  /** Time since the servers last confirmed the snapshot; null before the first sync. */
  @Nullable Duration age(Clock clock) {
    @Nullable Instant confirmedAt = syncStatus().confirmedAt();
    return confirmedAt == null ? null : Duration.between(confirmedAt, clock.instant());
  }
}
