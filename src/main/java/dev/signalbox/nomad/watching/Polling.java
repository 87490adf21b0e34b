package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Without events: each list is asked for again and answers when it has changed. Long lists less
 * often, for each answer is the whole list; and the times of allocations, which only events and
 * long answers tell, as long as those are not too long.
 */
final class Polling {

  /** Below the minute after which many a proxy cuts a silent connection. */
  private static final Duration WAIT = Duration.ofSeconds(45);

  private static final Duration GAP = Duration.ofSeconds(2);
  private static final Duration LONG_GAP = Duration.ofSeconds(10);
  private static final long LONG = 2_000_000;

  /** The times of allocations are not worth more than this, again and again. */
  private static final long MUCH = 16_000_000;

  private final Workplace at;
  private final Reports reports;
  private final Map<Kind, Backoff> backoffs = new EnumMap<>(Kind.class);
  private final Set<Kind> missing = EnumSet.noneOf(Kind.class);
  private final Set<Kind> failing = EnumSet.noneOf(Kind.class);
  private @Nullable Session session;
  private boolean withTimes = true;

  Polling(Workplace at, Reports reports) {
    this.at = at;
    this.reports = reports;
    for (Kind kind : Kind.values()) {
      backoffs.put(kind, at.backoff());
    }
  }

  boolean running() {
    return session != null;
  }

  void begin() {
    stop();
    Session begun = at.session();
    session = begun;
    withTimes = true;
    missing.addAll(EnumSet.allOf(Kind.class));
    // the first answer is wanted at once, whatever was known before
    missing.forEach(kind -> ask(begun, kind, Question.NOW));
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    missing.clear();
    failing.clear();
    for (Kind kind : Kind.values()) {
      at.desk().cancel(kind.alarm());
    }
  }

  /** Somebody waits for what they have just changed: rests are over. */
  void hurry() {
    @Nullable Session asking = session;
    if (asking == null) {
      return;
    }
    for (Kind kind : Kind.values()) {
      if (at.desk().awaits(kind.alarm()) && !failing.contains(kind)) {
        at.desk().in(kind.alarm(), Duration.ZERO, () -> askAgain(asking, kind));
      }
    }
  }

  private void askAgain(Session asking, Kind kind) {
    if (!asking.over()) {
      long after = Math.max(1, at.indexOf(kind));
      ask(asking, kind, missing.contains(kind) ? Question.NOW : new Question(after, WAIT, false));
    }
  }

  private void ask(Session asking, Kind kind, Question question) {
    at.list(
        asking,
        kind,
        withTimes ? question.withTimes() : question,
        heading -> listed(asking, kind, heading),
        trouble -> failed(asking, kind, trouble),
        reports::wentBack);
  }

  private void listed(Session asking, Kind kind, Heading heading) {
    failing.remove(kind);
    backoff(kind).reset();
    at.book().reached(heading.index());
    if (missing.remove(kind) && missing.isEmpty()) {
      at.confidence().resynced();
      reports.listed();
    }
    if (missing.isEmpty() && failing.isEmpty()) {
      reports.polled();
    }
    if (kind == Kind.ALLOCATIONS && heading.bytes() > MUCH) {
      withTimes = false;
    }
    Duration gap = heading.bytes() > LONG ? LONG_GAP : GAP;
    at.desk().in(kind.alarm(), gap, () -> askAgain(asking, kind));
  }

  private void failed(Session asking, Kind kind, Trouble trouble) {
    failing.add(kind);
    reports.doubted(trouble);
    at.desk().in(kind.alarm(), backoff(kind).next(trouble), () -> askAgain(asking, kind));
  }

  private Backoff backoff(Kind kind) {
    return backoffs.getOrDefault(kind, at.backoff());
  }
}
