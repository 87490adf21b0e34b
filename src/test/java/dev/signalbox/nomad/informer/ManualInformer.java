package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A {@link SyncCoordinator} whose clock, requests and Nomad are controlled by the test. */
final class ManualInformer {

  final ScriptedListWatch nomad = new ScriptedListWatch();
  final AdjustableClock clock = new AdjustableClock();
  final ManualRequestExecutor requests = new ManualRequestExecutor(nomad.followed);
  final EventLoop eventLoop =
      new EventLoop(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  final SyncStatusTracker statusTracker = new SyncStatusTracker(clock, SyncStatus.State.STARTING);
  final List<ClusterSnapshot> snapshots = new ArrayList<>();
  final List<NodeEventReceived> nodeEvents = new ArrayList<>();
  final SnapshotPublisher publisher;
  final SyncCoordinator coordinator;
  int refreshes;

  ManualInformer() {
    InformerContext context =
        new InformerContext(nomad, requests, eventLoop, statusTracker, new SplittableRandom(7));
    publisher = new SnapshotPublisher(context, snapshots::add, () -> refreshes++);
    coordinator = new SyncCoordinator(context, publisher, nodeEvents::add);
  }

  /** Starts and runs until the stream is connecting. */
  ManualInformer started() {
    eventLoop.trySubmit(coordinator::start);
    return runAll();
  }

  /** Starts and runs until the sync is live. */
  ManualInformer live() {
    started();
    nomad.sendHeartbeat();
    runAll();
    return this;
  }

  /** Runs all requests and tasks that are due. */
  ManualInformer runAll() {
    eventLoop.runPending();
    while (!requests.isIdle()) {
      requests.runWaiting();
      eventLoop.runPending();
    }
    return this;
  }

  /** Advances the clock in steps of one second. */
  ManualInformer advance(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 1_000) {
      clock.advance(Duration.ofMillis(Math.min(left, 1_000)));
      runAll();
    }
    return this;
  }

  ManualInformer receive(Batch... batches) {
    nomad.send(batches);
    return runAll();
  }

  ManualInformer streamEnds() {
    nomad.closeStream();
    requests.awaitStreamEnd();
    return runAll();
  }

  ManualInformer streamEndsWith(RemoteSystemException failure) {
    nomad.failStream(failure);
    requests.awaitStreamEnd();
    return runAll();
  }

  ClusterSnapshot snapshot() {
    return publisher.snapshot();
  }

  SyncStatus syncStatus() {
    return statusTracker.syncStatus();
  }

  /** Number of full syncs, counted by the lists of evaluations, which are read for nothing else. */
  long fullSyncs() {
    synchronized (nomad.requests) {
      return nomad.requests.stream().filter("evaluations"::equals).count();
    }
  }

  List<String> streamRequests() {
    synchronized (nomad.requests) {
      return nomad.requests.stream().filter(request -> request.startsWith("follow")).toList();
    }
  }
}
