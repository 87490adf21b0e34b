package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.sessions.Sessions.OwnSession;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.util.List;

/** One's own signed-in browsers, ready to print. */
record SessionsPage(String truth, List<Line> sessions, boolean others) {

  static SessionsPage of(List<OwnSession> sessions, String current, Clock clock) {
    List<Line> lines = sessions.stream().map(session -> Line.of(session, current, clock)).toList();
    String truth =
        lines.size() == 1
            ? "You are signed in with this browser only"
            : "You are signed in with "
                + lines.size()
                + " browsers, at most "
                + SessionRules.MOST_FOR_ONE_PERSON;
    return new SessionsPage(truth, lines, lines.size() > 1);
  }

  /** One browser. */
  record Line(
      String id,
      String device,
      String icon,
      String address,
      Moment since,
      Moment lastInteraction,
      boolean current) {

    static Line of(OwnSession session, String current, Clock clock) {
      boolean phone = session.device().endsWith("Android") || session.device().endsWith("iPhone");
      return new Line(
          session.id(),
          session.device(),
          phone ? "device-mobile" : "device-desktop",
          session.address(),
          Moment.of(session.signedInAt(), clock),
          Moment.of(session.lastInteractionAt(), clock),
          session.id().equals(current));
    }
  }
}
