package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Heading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A small question every ten seconds while events are followed: without a leader the stream stands
 * and says nothing, which looks like a quiet cluster.
 */
final class Pulse {

  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** Where even the smallest question is answered at length, it is asked less often. */
  private static final long LONG = 256_000;

  private final Workplace at;
  private final Reports reports;
  private @Nullable Session session;
  private long newest;

  Pulse(Workplace at, Reports reports) {
    this.at = at;
    this.reports = reports;
  }

  /** Asks now, and from then on again and again. */
  void begin() {
    stop();
    Session begun = at.session();
    session = begun;
    ask(begun);
  }

  void stop() {
    if (session != null) {
      session.end();
      session = null;
    }
    at.desk().cancel(Alarm.PULSE);
  }

  void forget() {
    newest = 0;
  }

  private void ask(Session asking) {
    asking.ask(
        "nomad-pulse",
        () -> at.lists().pulse(false),
        heading -> answered(asking, heading),
        trouble -> askAnybody(asking, trouble));
  }

  private void answered(Session asking, Heading heading) {
    if (heading.index() < newest) {
      reports.wentBack();
      return;
    }
    newest = heading.index();
    at.confidence().troubled(null);
    noted(heading);
    again(asking, heading.bytes() > LONG ? SELDOM : OFTEN);
  }

  /** The leader did not answer; whoever does may know whether there is one. */
  private void askAnybody(Session asking, Trouble trouble) {
    at.confidence().troubled(trouble);
    asking.ask(
        "nomad-pulse",
        () -> at.lists().pulse(true),
        heading -> {
          noted(heading);
          again(asking, OFTEN);
        },
        other -> again(asking, other.kind() == Trouble.Kind.CROWDED ? SELDOM : OFTEN));
  }

  private void noted(Heading heading) {
    boolean before = at.confidence().leaderKnown();
    at.confidence().heard(heading);
    if (!before && heading.leaderKnown()) {
      reports.newLeader();
    }
  }

  private void again(Session asking, Duration rest) {
    at.desk().in(Alarm.PULSE, rest, () -> ask(asking));
  }
}
