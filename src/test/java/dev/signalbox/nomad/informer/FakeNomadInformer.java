package dev.signalbox.nomad.informer;

import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.http.NomadAdapters;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * A {@link SyncCoordinator} connected by HTTP to a {@link FakeNomad}, with a clock that runs
 * faster.
 */
final class FakeNomadInformer implements AutoCloseable {

  /** Clock step while responses are awaited. */
  static final Duration SLOWLY = Duration.ofMillis(100);

  /** Clock step with which the clock runs at most as fast as real time. */
  static final Duration REAL_TIME = Duration.ofMillis(5);

  static final Duration QUICKLY = Duration.ofSeconds(2);

  final FakeNomad nomad;
  final AdjustableClock clock = new AdjustableClock();
  final List<NodeEventReceived> nodeEvents = new ArrayList<>();
  final SnapshotPublisher publisher;
  final SyncCoordinator coordinator;
  private final NomadAdapters fixture;
  private final EventLoop eventLoop =
      new EventLoop(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  private final SyncStatusTracker statusTracker =
      new SyncStatusTracker(clock, SyncStatus.State.STARTING);

  FakeNomadInformer(NomadVersionProfile profile) {
    nomad = FakeNomad.start(profile);
    fixture = NomadAdapters.at(nomad.address());
    InformerContext context =
        new InformerContext(
            fixture.lists(),
            RequestExecutor.onVirtualThreads(),
            eventLoop,
            statusTracker,
            new SplittableRandom(7));
    publisher = new SnapshotPublisher(context, snapshot -> {}, () -> {});
    coordinator = new SyncCoordinator(context, publisher, nodeEvents::add);
  }

  /** Starts and runs until the first sync is complete, with or without the event stream. */
  FakeNomadInformer synced() {
    eventLoop.trySubmit(coordinator::start);
    until(
        SLOWLY,
        () ->
            (syncStatus().state() == SyncStatus.State.LIVE
                    || syncStatus().state() == SyncStatus.State.POLLING)
                && snapshot().version() > 0);
    return this;
  }

  /** Starts and runs until the sync is live. */
  FakeNomadInformer live() {
    eventLoop.trySubmit(coordinator::start);
    until(SLOWLY, () -> syncStatus().state() == SyncStatus.State.LIVE && snapshot().version() > 0);
    return this;
  }

  /** Advances the clock in steps until a condition holds. */
  void until(Duration step, Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              clock.advance(step);
              eventLoop.runPending();
              return condition.call();
            });
  }

  /** Returns how much time passed on the clock until a condition held. */
  Duration timeUntil(Callable<Boolean> condition) {
    return timeUntil(SLOWLY, condition);
  }

  Duration timeUntil(Duration step, Callable<Boolean> condition) {
    Instant before = clock.instant();
    until(step, condition);
    return Duration.between(before, clock.instant());
  }

  ClusterSnapshot snapshot() {
    return publisher.snapshot();
  }

  SyncStatus syncStatus() {
    return statusTracker.syncStatus();
  }

  NomadCommands commands() {
    return fixture.commands();
  }

  @Override
  public void close() {
    coordinator.stop();
    fixture.close();
    nomad.close();
  }
}
