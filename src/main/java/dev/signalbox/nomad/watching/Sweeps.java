package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists beside the events: the servers forget allocations and evaluations without a word, and tell
 * a job's counts nowhere else; before 1.2 they set drains in silence, too. One list after the
 * other, of any server, at its leisure.
 */
final class Sweeps {

  private static final Question ANYBODY = new Question(0, Duration.ZERO, true);
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration SPREAD = Duration.ofMinutes(5);
  private static final Duration COUNTS = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration BY_EVENTS = Duration.ofMillis(300);
  private static final Duration NOT_SO_SOON = Duration.ofMinutes(1);
  private static final long SHORT = 2_000_000;
  private static final List<Kind> ORDER =
      List.of(Kind.ALLOCATIONS, Kind.JOBS, Kind.EVALUATIONS, Kind.CLIENTS);

  private final Workplace at;
  private final Reports reports;
  private final BooleanSupplier drainsInSilence;
  private final Deque<Kind> toList = new ArrayDeque<>();
  private @Nullable Session session;
  private long jobsBytes;
  private long clientsBytes;
  private long awaited;

  /**
   * @param drainsInSilence whether the servers may set a drain without an event, as before 1.2
   */
  Sweeps(Workplace at, Reports reports, BooleanSupplier drainsInSilence) {
    this.at = at;
    this.reports = reports;
    this.drainsInSilence = drainsInSilence;
  }

  boolean running() {
    return session != null;
  }

  void begin() {
    stop();
    session = at.session();
    sweepLater();
    countLater();
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    toList.clear();
    at.desk().cancel(Alarm.SWEEP, Alarm.SUMMARIES, Alarm.JOBS, Alarm.AWAITED);
  }

  /** A job may be gone; a list of all tells it of many at once. */
  void jobsPerhapsGone() {
    if (!at.desk().awaits(Alarm.JOBS)) {
      at.desk().in(Alarm.JOBS, jobsBytes < SHORT ? SOON : NOT_SO_SOON, () -> jobs(Question.NOW));
    }
  }

  /** Nobody waits any more: the indexes are of a cluster that is no more. */
  void forget() {
    awaited = 0;
  }

  /**
   * Somebody waits for what became of a client: all are listed unless an event tells of it soon.
   */
  void clientsAwaited(long index) {
    awaited = Math.max(awaited, index);
    if (at.book().applied() < index && !at.desk().awaits(Alarm.AWAITED)) {
      at.desk().in(Alarm.AWAITED, BY_EVENTS, this::noEventTold);
    }
  }

  /** Before 1.2 a drain is set and ended without an event. */
  private void noEventTold() {
    long index = awaited;
    if (at.book().applied() >= index) {
      return;
    }
    list(
        Kind.CLIENTS,
        Question.NOW,
        heading -> {
          if (heading.index() >= index) {
            at.book().reached(index);
          }
        },
        trouble -> {});
  }

  private void sweepLater() {
    Duration more = Duration.ofMillis(Math.round(SPREAD.toMillis() * at.random().nextDouble()));
    at.desk().in(Alarm.SWEEP, LEAST.plus(more), this::sweep);
  }

  private void sweep() {
    toList.addAll(ORDER);
    next();
  }

  private void next() {
    @Nullable Kind kind = toList.poll();
    if (kind == null) {
      sweepLater();
      return;
    }
    list(kind, ANYBODY, heading -> next(), trouble -> next());
  }

  private void countLater() {
    at.desk().in(Alarm.SUMMARIES, COUNTS, this::count);
  }

  private void count() {
    if (jobsBytes < SHORT && at.book().anyJobOpen()) {
      jobs(ANYBODY);
    }
    if (drainsInSilence.getAsBoolean() && clientsBytes < SHORT) {
      list(Kind.CLIENTS, ANYBODY, heading -> {}, trouble -> {});
    }
    countLater();
  }

  private void jobs(Question question) {
    // what failed here is asked for again by the next sweep at the latest
    list(Kind.JOBS, question, heading -> {}, trouble -> {});
  }

  private void list(
      Kind kind, Question question, Consumer<Heading> listed, Consumer<Trouble> failed) {
    @Nullable Session asking = session;
    if (asking == null) {
      return;
    }
    at.list(
        asking,
        kind,
        question,
        heading -> {
          if (kind == Kind.JOBS) {
            jobsBytes = heading.bytes();
          } else if (kind == Kind.CLIENTS) {
            clientsBytes = heading.bytes();
          }
          listed.accept(heading);
        },
        failed,
        reports::wentBack);
  }
}
