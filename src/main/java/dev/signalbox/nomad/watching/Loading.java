package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Question;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads everything once, all four lists at the same time, as the leader knows them. */
final class Loading {

  private final Workplace at;
  private final Reports reports;
  private final Backoff backoff;
  private final Set<Kind> missing = EnumSet.noneOf(Kind.class);
  private @Nullable Session session;
  private boolean done;
  private long oldest;

  Loading(Workplace at, Reports reports) {
    this.at = at;
    this.reports = reports;
    this.backoff = at.backoff();
  }

  /** Whether everything was read, and since then nothing may have been missed. */
  boolean done() {
    return done;
  }

  boolean underWay() {
    return session != null;
  }

  /** The index of the oldest of the lists. */
  long oldest() {
    return oldest;
  }

  /** Begins, or begins again: lists asked for before now may miss something. */
  void begin() {
    stop();
    done = false;
    oldest = Long.MAX_VALUE;
    missing.addAll(EnumSet.allOf(Kind.class));
    Session begun = at.session();
    session = begun;
    missing.forEach(kind -> ask(begun, kind));
  }

  /** What was read counts no more. */
  void forget() {
    stop();
    done = false;
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    at.desk().cancel(Alarm.LOAD);
  }

  private void ask(Session asking, Kind kind) {
    at.list(
        asking,
        kind,
        Question.NOW.withTimes(),
        heading -> listed(kind, heading.index()),
        trouble -> failed(asking, trouble),
        reports::wentBack);
  }

  private void listed(Kind kind, long index) {
    missing.remove(kind);
    oldest = Math.min(oldest, index);
    at.book().reached(index);
    if (missing.isEmpty()) {
      session = null;
      done = true;
      backoff.reset();
      at.desk().cancel(Alarm.LOAD);
      at.confidence().resynced();
      reports.listed();
    }
  }

  private void failed(Session asking, Trouble trouble) {
    reports.doubted(trouble);
    if (!at.desk().awaits(Alarm.LOAD)) {
      // the lists that are still under way come by themselves, or fail as well
      at.desk().in(Alarm.LOAD, backoff.next(trouble), () -> again(asking));
    }
  }

  private void again(Session asking) {
    if (asking.over() || missing.isEmpty()) {
      return;
    }
    if (asking.busy()) {
      at.desk().in(Alarm.LOAD, Backoff.SOON, () -> again(asking));
      return;
    }
    missing.forEach(kind -> ask(asking, kind));
  }
}
