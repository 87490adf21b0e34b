package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Trust;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.sandbox.github.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A watcher whose clock, errands and Nomad are in the test's hands. */
final class WatchedByHand {

  final ScriptedNomad nomad = new ScriptedNomad();
  final HandClock clock = new HandClock();
  final HandErrands errands = new HandErrands(nomad.followed);
  final Desk desk = new Desk(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  final Confidence confidence = new Confidence(clock, Trust.State.STARTING);
  final List<ClusterView> views = new ArrayList<>();
  final List<ClientTold> told = new ArrayList<>();
  final Publisher publisher;
  final Watcher watcher;
  int notices;

  WatchedByHand() {
    Workplace at = new Workplace(nomad, errands, desk, confidence, new SplittableRandom(7));
    publisher = new Publisher(at, views::add, () -> notices++);
    watcher = new Watcher(at, publisher, told::add);
  }

  /** Probed, and the stream asked for. */
  WatchedByHand started() {
    desk.offer(watcher::start);
    return settles();
  }

  /** Watching by events, everything read. */
  WatchedByHand live() {
    started();
    nomad.stands();
    settles();
    return this;
  }

  /** Does all there is to do without waiting. */
  WatchedByHand settles() {
    desk.work();
    while (!errands.none()) {
      errands.go();
      desk.work();
    }
    return this;
  }

  /** Time passes, second by second. */
  WatchedByHand after(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 1_000) {
      clock.advance(Duration.ofMillis(Math.min(left, 1_000)));
      settles();
    }
    return this;
  }

  WatchedByHand says(Batch... batches) {
    nomad.says(batches);
    return settles();
  }

  WatchedByHand streamEnds() {
    nomad.ends();
    errands.streamIsOver();
    return settles();
  }

  WatchedByHand streamEndsWith(OutsideWorldException why) {
    nomad.endsWith(why);
    errands.streamIsOver();
    return settles();
  }

  ClusterView view() {
    return publisher.view();
  }

  Trust trust() {
    return confidence.trust();
  }

  /** How often everything was read, by the list that nobody else asks for within minutes. */
  long loads() {
    synchronized (nomad.asked) {
      return nomad.asked.stream().filter("evaluations"::equals).count();
    }
  }

  List<String> follows() {
    synchronized (nomad.asked) {
      return nomad.asked.stream().filter(what -> what.startsWith("follow")).toList();
    }
  }
}
