package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the event stream. The stream is connected before the lists are read, so that no change is
 * missed in between; events that arrive while the lists are read are merged by index.
 */
final class EventStreamWatcher {

  /** Servers before 1.0.7 send the response headers only with the first event. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Servers of every version send data within this time. */
  private static final Duration DATA_TIMEOUT = Duration.ofSeconds(40);

  /** If the last batch is not repeated within this time, events may have been missed. */
  private static final Duration REPEAT_TIMEOUT = Duration.ofSeconds(3);

  private final InformerContext context;
  private final InitialSync initialSync;
  private final SyncCoordinator coordinator;
  private final Consumer<Event.NodeEventReceived> nodeEvents;
  private final GapDetector gaps = new GapDetector();
  private @Nullable RequestScope scope;
  private boolean isConnected;
  private final LongAdder events = new LongAdder();

  EventStreamWatcher(
      InformerContext context,
      InitialSync initialSync,
      SyncCoordinator coordinator,
      Consumer<Event.NodeEventReceived> nodeEvents) {
    this.context = context;
    this.initialSync = initialSync;
    this.coordinator = coordinator;
    this.nodeEvents = nodeEvents;
  }

  /** Number of events received since the start. May be called by any thread. */
  long events() {
    return events.sum();
  }

  /** Whether the stream is connected and no gap is possible. */
  boolean isComplete() {
    return isConnected && !gaps.isGapPossible();
  }

  /** Whether a stream is connected or connecting. */
  boolean isOpen() {
    return scope != null;
  }

  void start() {
    stop();
    gaps.streamOpening();
    context.store().coverage().reset();
    RequestScope current = context.newScope();
    scope = current;
    current.follow(context, gaps.last(), this::received, this::ended);
    context
        .eventLoop()
        .schedule(TimerId.STREAM_CONNECT_TIMEOUT, CONNECT_TIMEOUT, this::listWithoutConnection);
    context
        .eventLoop()
        .schedule(TimerId.STREAM_DATA_TIMEOUT, DATA_TIMEOUT, () -> ended(SyncFailure.NO_DATA));
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    isConnected = false;
    context
        .eventLoop()
        .cancel(
            TimerId.STREAM_CONNECT_TIMEOUT,
            TimerId.STREAM_DATA_TIMEOUT,
            TimerId.STREAM_REPEAT_TIMEOUT);
  }

  /** Discards the position of the stream and the lists, so that everything is read again. */
  void reset() {
    gaps.reset();
    initialSync.reset();
  }

  /** Must be called when all lists were read. */
  void listsRead() {
    context.store().coverage().reset();
    if (isConnected) {
      gaps.listedWithStream();
    } else {
      gaps.listedWithoutStream(initialSync.oldestIndex());
    }
  }

  private void received(Batch batch) {
    context.statusTracker().confirm();
    if (!isConnected) {
      isConnected = true;
      context.eventLoop().cancel(TimerId.STREAM_CONNECT_TIMEOUT, TimerId.STREAM_DATA_TIMEOUT);
      connected();
    }
    if (batch.isHeartbeat()) {
      return;
    }
    events.add(batch.events().size());
    boolean gapWasPossible = gaps.isGapPossible();
    boolean gap = gaps.isGapBefore(batch.index());
    context.store().apply(batch);
    for (Event event : batch.events()) {
      if (event instanceof Event.NodeEventReceived one) {
        nodeEvents.accept(one);
      }
    }
    if (gap) {
      resync();
    } else if (gapWasPossible) {
      context.eventLoop().cancel(TimerId.STREAM_REPEAT_TIMEOUT);
      coordinator.streamVerified();
    }
  }

  private void connected() {
    if (!initialSync.isDone()) {
      // lists requested before the stream was connected may miss changes
      gaps.listedWithStream();
      initialSync.start();
    } else if (gaps.isGapPossible()) {
      context.eventLoop().schedule(TimerId.STREAM_REPEAT_TIMEOUT, REPEAT_TIMEOUT, this::resync);
    } else {
      coordinator.streamVerified();
    }
  }

  /** Old servers don't report the connection, so the lists are read anyway. */
  private void listWithoutConnection() {
    if (!initialSync.isDone() && !initialSync.isRunning()) {
      initialSync.start();
    }
  }

  private void resync() {
    context.eventLoop().cancel(TimerId.STREAM_REPEAT_TIMEOUT);
    gaps.listedWithStream();
    initialSync.start();
  }

  private void ended(@Nullable SyncFailure failure) {
    boolean wasConnected = isConnected;
    stop();
    coordinator.streamEnded(wasConnected, failure == null ? SyncFailure.STREAM_CLOSED : failure);
  }
}
