package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.Trust.State;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the cluster is watched: by events where the servers have them for us, by asking again
 * and again where not, and when to try which. Belongs to the desk's thread.
 */
final class Watcher implements Reports {

  private static final Duration PROBE = Duration.ofHours(1);
  private static final Duration PROBE_SOON = Duration.ofSeconds(5);
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
  private final StreamBar bar;
  private final Doubt doubt;
  private volatile Capabilities capabilities = Capabilities.LEAST;
  private @Nullable Session probing;
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
    this.bar = new StreamBar(at.desk());
    this.doubt = new Doubt(at);
    at.desk().afterwards(this::afterWork);
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** How many events came since the start. */
  long events() {
    return streaming.events();
  }

  /** Also after an end: whatever was then may be over. */
  void start() {
    bar.forget();
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
    } else {
      sweeps.clientsAwaited(index);
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
    if (!found.eventStream() || bar.stands()) {
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
    boolean again = doubt.any();
    bar.lift();
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
    standsAs(State.POLLING, bar.why());
    @Nullable Duration soon = bar.listsAnswered();
    if (soon != null) {
      at.desk().in(Alarm.STREAM_AGAIN, soon, this::connect);
    }
  }

  private void standsAs(State state, @Nullable Trouble why) {
    doubt.settle();
    backoff.reset();
    at.confidence().becomes(state, why);
  }

  @Override
  public void doubted(Trouble trouble) {
    if (polling.running()) {
      bar.listFailed();
    }
    doubt.raise(trouble);
  }

  @Override
  public void streamEnded(boolean stood, Trouble why) {
    pulse.stop();
    doubted(why);
    @Nullable Duration barred = bar.ended(stood, why);
    if (barred != null) {
      pollInstead(barred);
    } else if (stood && bar.brokeOnce()) {
      // most likely a server that restarts; the others go on
      Duration soon = Duration.ofMillis(Math.round(1_000 * at.random().nextDouble()));
      at.desk().in(Alarm.CONNECT, soon, streaming::begin);
    } else {
      at.desk().in(Alarm.CONNECT, backoff.next(why), this::connect);
    }
  }

  private void pollInstead(Duration time) {
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
    streaming.forget();
    pulse.forget();
    sweeps.forget();
    at.forget();
  }
}
