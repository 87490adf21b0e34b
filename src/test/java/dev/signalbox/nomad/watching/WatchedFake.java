package dev.signalbox.nomad.watching;

import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.wire.NomadFixture;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * A watcher that asks our own Nomad as it asks a real one, by HTTP, but on a watch that runs faster
 * than time: minutes of waiting pass in a moment.
 */
final class WatchedFake implements AutoCloseable {

  /** As much passes while the servers answer one question. */
  static final Duration SLOWLY = Duration.ofMillis(100);

  static final Duration QUICKLY = Duration.ofSeconds(2);

  final FakeNomad nomad;
  final HandClock clock = new HandClock();
  final List<ClientTold> told = new ArrayList<>();
  final Publisher publisher;
  final Watcher watcher;
  private final NomadFixture fixture;
  private final Desk desk =
      new Desk(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  private final Confidence confidence = new Confidence(clock, Trust.State.STARTING);

  WatchedFake(Profile profile) {
    nomad = FakeNomad.start(profile);
    fixture = NomadFixture.at(nomad.address());
    Workplace at =
        new Workplace(
            fixture.lists(), Errands.onVirtualThreads(), desk, confidence, new SplittableRandom(7));
    publisher = new Publisher(at, view -> {}, () -> {});
    watcher = new Watcher(at, publisher, told::add);
  }

  /** Watching by events, everything read. */
  WatchedFake live() {
    desk.offer(watcher::start);
    until(SLOWLY, () -> trust().state() == Trust.State.LIVE && view().version() > 0);
    return this;
  }

  /** Time passes in steps until something is so. */
  void until(Duration step, Callable<Boolean> what) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              clock.advance(step);
              desk.work();
              return what.call();
            });
  }

  /** How much time passed on the watch until something was so. */
  Duration untilThen(Callable<Boolean> what) {
    Instant before = clock.instant();
    until(SLOWLY, what);
    return Duration.between(before, clock.instant());
  }

  ClusterView view() {
    return publisher.view();
  }

  Trust trust() {
    return confidence.trust();
  }

  NomadActs acts() {
    return fixture.acts();
  }

  @Override
  public void close() {
    watcher.stop();
    fixture.close();
    nomad.close();
  }
}
