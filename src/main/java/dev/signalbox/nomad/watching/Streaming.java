package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Event;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events. The stream comes first and the lists after it, so that nothing happens
 * between the two; whatever comes while lists are read is kept by its own index.
 */
final class Streaming {

  /** Before 1.0.7 the servers answer a stream only with its first event. */
  private static final Duration OPENING = Duration.ofSeconds(3);

  /** By then a server of any version has said something. */
  private static final Duration MUTE = Duration.ofSeconds(40);

  /** After this long without the last batch it will not come: something may be missing. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Workplace at;
  private final Loading loading;
  private final Reports reports;
  private final Consumer<Event.ClientTold> told;
  private final Continuity continuity = new Continuity();
  private @Nullable Session session;
  private boolean stands;
  private final LongAdder events = new LongAdder();

  Streaming(Workplace at, Loading loading, Reports reports, Consumer<Event.ClientTold> told) {
    this.at = at;
    this.loading = loading;
    this.reports = reports;
    this.told = told;
  }

  /** How many events came since the start; for any thread. */
  long events() {
    return events.sum();
  }

  /** Whether nothing is missing as far as the stream can say. */
  boolean sure() {
    return stands && !continuity.unsure();
  }

  /** Whether a stream is open, or being opened. */
  boolean open() {
    return session != null;
  }

  void begin() {
    stop();
    continuity.opening();
    Session begun = at.session();
    session = begun;
    begun.follow(at, continuity.last(), this::heard, this::ended);
    at.desk().in(Alarm.OPENING, OPENING, this::listAnyway);
    at.desk().in(Alarm.MUTE, MUTE, () -> ended(Trouble.MUTE));
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    stands = false;
    at.desk().cancel(Alarm.OPENING, Alarm.MUTE, Alarm.CONTINUITY);
  }

  /** What was followed so far counts no more: everything is read anew. */
  void forget() {
    continuity.forget();
    loading.forget();
  }

  /** All lists are read. */
  void listed() {
    if (stands) {
      continuity.settled();
    } else {
      continuity.listed(loading.oldest());
    }
  }

  private void heard(Batch batch) {
    at.confidence().heard();
    if (!stands) {
      stands = true;
      at.desk().cancel(Alarm.OPENING, Alarm.MUTE);
      stood();
    }
    if (batch.heartbeat()) {
      return;
    }
    events.add(batch.events().size());
    boolean wasUnsure = continuity.unsure();
    boolean gap = continuity.missesBefore(batch.index());
    at.book().apply(batch);
    for (Event event : batch.events()) {
      if (event instanceof Event.ClientTold one) {
        told.accept(one);
      }
    }
    if (gap) {
      lost();
    } else if (wasUnsure) {
      at.desk().cancel(Alarm.CONTINUITY);
      reports.sure();
    }
  }

  private void stood() {
    if (!loading.done()) {
      // lists asked for before the stream stood may miss something
      continuity.settled();
      loading.begin();
    } else if (continuity.unsure()) {
      at.desk().in(Alarm.CONTINUITY, SILENCE, this::lost);
    } else {
      reports.sure();
    }
  }

  /** What the servers still have is sent when the stream stands, and tells whether that did. */
  private void listAnyway() {
    if (!loading.done() && !loading.underWay()) {
      loading.begin();
    }
  }

  private void lost() {
    at.desk().cancel(Alarm.CONTINUITY);
    continuity.settled();
    loading.begin();
  }

  private void ended(@Nullable Trouble why) {
    boolean stood = stands;
    stop();
    reports.streamEnded(stood, why == null ? Trouble.ENDED : why);
  }
}
