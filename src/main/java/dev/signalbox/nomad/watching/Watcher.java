package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.Trust.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the cluster is watched: by events where the servers have them for us, by asking again
 * and again where not, and when to try which. Belongs to the desk's thread.
 */
final class Watcher implements Reports {

  /** A break that is over sooner is nobody's worry. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration PROBE = Duration.ofHours(1);
  private static final Duration PROBE_SOON = Duration.ofSeconds(5);
  private static final Duration REFUSED = Duration.ofHours(1);
  private static final Duration BROKEN = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration BY_EVENTS = Duration.ofMillis(300);
  private static final int MOST_BREAKS = 5;
  private static final Trouble OTHER_CLUSTER =
      new Trouble(
          Trouble.Kind.STRANGE,
          "go on from what Nomad said last",
          "an older index than before",
          "wait: the cluster was restored or built anew, so everything is read again");

  private final Workplace at;
  private final Publisher publisher;
  private final Loading loading;
  private final Streaming streaming;
  private final Polling polling;
  private final Pulse pulse;
  private final Sweeps sweeps;
  private final Details details;
  private final Backoff backoff;
  private final Deque<Duration> breaks = new ArrayDeque<>();
  private volatile Capabilities capabilities = Capabilities.LEAST;
  private @Nullable Session probing;
  private @Nullable Duration noStreamUntil;
  private @Nullable Trouble noStreamWhy;
  private @Nullable Instant doubtSince;
  private @Nullable Trouble doubt;
  private boolean onProbation;
  private boolean listsFailedToo;
  private int inVain;
  private long awaited;
  private boolean complete;

  Watcher(Workplace at, Publisher publisher, Consumer<Event.ClientTold> told) {
    this.at = at;
    this.publisher = publisher;
    this.loading = new Loading(at, this);
    this.streaming = new Streaming(at, loading, this, told);
    this.polling = new Polling(at, this);
    this.pulse = new Pulse(at, this);
    this.sweeps = new Sweeps(at, this, () -> !capabilities.lowest().isAtLeast(1, 2, 0));
    this.details = new Details(at, told);
    this.backoff = at.backoff();
    at.desk().afterwards(this::afterWork);
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** How many events came since the start. */
  long events() {
    return streaming.events();
  }

  void start() {
    connect();
  }

  void stop() {
    stopAsking();
    if (probing != null) {
      probing.end();
    }
  }

  /** A mistake of ours ended the desk's work: nothing that is known can be relied on. */
  void startAnew() {
    stop();
    forget();
    doubted(Trouble.UNFORESEEN);
    at.desk().in(Alarm.CONNECT, backoff.next(Trouble.UNFORESEEN), this::connect);
  }

  /** Somebody waits for what they have just changed, which has this index. */
  void awaited(long index) {
    if (polling.running()) {
      polling.hurry();
      return;
    }
    awaited = Math.max(awaited, index);
    if (at.book().applied() < index && !at.desk().awaits(Alarm.AWAITED)) {
      at.desk().in(Alarm.AWAITED, BY_EVENTS, this::noEventTold);
    }
  }

  /** Before 1.2 a drain is set and ended without an event. */
  private void noEventTold() {
    if (at.book().applied() < awaited) {
      sweeps.clientsAwaited(awaited);
    }
  }

  private void afterWork() {
    if (!complete) {
      publisher.showTrust();
      return;
    }
    details.readOn();
    if (at.book().takeJobsPerhapsGone()) {
      sweeps.jobsPerhapsGone();
    }
    publisher.show();
  }

  private void connect() {
    if (probing != null) {
      probing.end();
    }
    Session begun = at.session();
    probing = begun;
    begun.ask("nomad-probe", at.lists()::probe, this::probed, this::notProbed);
  }

  private void probed(Capabilities found) {
    capabilities = found;
    at.confidence().servers(found.versions());
    at.desk().cancel(Alarm.CONNECT);
    at.desk().in(Alarm.PROBE, PROBE, this::connect);
    if (streaming.open()) {
      return;
    }
    if (!found.eventStream() || streamIsBarred()) {
      poll();
      return;
    }
    if (polling.running()) {
      polling.stop();
      streaming.forget();
    }
    streaming.begin();
  }

  private void notProbed(Trouble trouble) {
    if (streaming.open()) {
      // what the servers could do they still can
      at.desk().in(Alarm.PROBE, PROBE_SOON.plus(backoff.next(trouble)), this::connect);
      return;
    }
    doubted(trouble);
    at.desk().in(Alarm.CONNECT, backoff.next(trouble), this::connect);
  }

  private void poll() {
    if (!polling.running()) {
      loading.stop();
      polling.begin();
    }
  }

  private boolean streamIsBarred() {
    @Nullable Duration until = noStreamUntil;
    return until != null && at.desk().now().compareTo(until) < 0;
  }

  @Override
  public void listed() {
    complete = true;
    if (streaming.open()) {
      streaming.listed();
      sure();
    }
  }

  @Override
  public void sure() {
    if (!streaming.sure() || !loading.done()) {
      return;
    }
    boolean again = doubtSince != null;
    noStreamUntil = null;
    noStreamWhy = null;
    onProbation = false;
    inVain = 0;
    standsAs(State.LIVE, null);
    pulse.begin();
    if (!sweeps.running()) {
      sweeps.begin();
    }
    if (again) {
      at.desk().in(Alarm.PROBE, PROBE_SOON, this::connect);
    }
  }

  @Override
  public void polled() {
    standsAs(State.POLLING, noStreamWhy);
    if (listsFailedToo) {
      // what had been refused or cut off was all of it, and is no more: most likely events, too
      listsFailedToo = false;
      if (streamIsBarred()) {
        noStreamUntil = null;
        at.desk().in(Alarm.STREAM_AGAIN, WINDOW, this::connect);
      }
    }
  }

  private void standsAs(State state, @Nullable Trouble why) {
    doubtSince = null;
    doubt = null;
    at.desk().cancel(Alarm.STALE);
    backoff.reset();
    at.confidence().becomes(state, why);
  }

  @Override
  public void doubted(Trouble trouble) {
    doubt = trouble;
    listsFailedToo |= polling.running();
    State state = at.confidence().state();
    if (state == State.STARTING || state == State.STALE) {
      at.confidence().troubled(trouble);
    } else if (doubtSince == null) {
      at.desk().in(Alarm.STALE, GRACE, this::becomesStale);
    }
    if (doubtSince == null) {
      doubtSince = at.confidence().now();
    }
  }

  private void becomesStale() {
    @Nullable Instant since = doubtSince;
    if (since != null) {
      at.confidence().becomes(State.STALE, since, doubt);
    }
  }

  @Override
  public void streamEnded(boolean stood, Trouble why) {
    pulse.stop();
    doubted(why);
    Duration now = at.desk().now();
    breaks.addLast(now);
    breaks.removeIf(one -> now.minus(one).compareTo(WINDOW) > 0);
    inVain = stood ? 0 : inVain + 1;
    boolean refused = why.kind() == Trouble.Kind.REFUSED;
    boolean mute = why.equals(Trouble.MUTE) || inVain >= MOST_BREAKS || (onProbation && !stood);
    if (refused || (why.kind() == Trouble.Kind.STRANGE && !stood)) {
      pollInstead(REFUSED, why);
    } else if (breaks.size() >= MOST_BREAKS || mute) {
      pollInstead(BROKEN, why);
    } else if (stood && breaks.size() == 1) {
      // most likely a server that restarts; the others go on
      Duration soon = Duration.ofMillis(Math.round(1_000 * at.random().nextDouble()));
      at.desk().in(Alarm.CONNECT, soon, streaming::begin);
    } else {
      at.desk().in(Alarm.CONNECT, backoff.next(why), this::connect);
    }
  }

  private void pollInstead(Duration time, Trouble why) {
    breaks.clear();
    onProbation = true;
    listsFailedToo = false;
    inVain = 0;
    noStreamUntil = at.desk().now().plus(time);
    noStreamWhy = why;
    at.desk().in(Alarm.STREAM_AGAIN, time, this::connect);
    sweeps.stop();
    streaming.forget();
    poll();
  }

  @Override
  public void wentBack() {
    stopAsking();
    forget();
    doubted(OTHER_CLUSTER);
    at.desk().in(Alarm.CONNECT, Duration.ZERO, this::connect);
  }

  @Override
  public void newLeader() {
    if (!at.desk().awaits(Alarm.CONNECT)) {
      at.desk().in(Alarm.PROBE, PROBE_SOON, this::connect);
    }
  }

  private void stopAsking() {
    streaming.stop();
    loading.stop();
    polling.stop();
    pulse.stop();
    sweeps.stop();
    details.stop();
  }

  private void forget() {
    complete = false;
    awaited = 0;
    streaming.forget();
    pulse.forget();
    at.forget();
  }
}
