package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.sessions.ConsoleSessionRepository.OwnSession;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;

/** Model of the page with the signed-in user's sessions. */
record SessionsPage(String summary, List<Line> sessions, boolean others) {

  static SessionsPage of(List<OwnSession> sessions, String current, Clock clock) {
    List<Line> lines = sessions.stream().map(session -> Line.of(session, current, clock)).toList();
    String summary =
        lines.size() == 1
            ? "1 active session (this one)"
            : lines.size() + " active sessions (max " + SessionRules.MAX_SESSIONS_PER_USER + ")";
    return new SessionsPage(summary, lines, lines.size() > 1);
  }

  /** One session. */
  record Line(
      String id,
      String device,
      String icon,
      String address,
      TimestampView since,
      TimestampView lastInteraction,
      boolean current) {

    static Line of(OwnSession session, String current, Clock clock) {
      boolean phone = session.device().endsWith("Android") || session.device().endsWith("iPhone");
      return new Line(
          session.id(),
          session.device(),
          phone ? "device-mobile" : "device-desktop",
          session.address(),
          TimestampView.of(session.signedInAt(), clock),
          TimestampView.of(session.lastInteractionAt(), clock),
          session.id().equals(current));
    }
  }
}
