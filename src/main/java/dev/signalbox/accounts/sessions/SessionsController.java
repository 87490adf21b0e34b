package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.sessions.ActiveSessions.ActiveSession;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page on which users see and end their own sessions. */
@Controller
class SessionsController {

  private final ConsoleSessionRepository sessions;
  private final SessionTermination termination;
  private final FlashCookie flashCookie;
  private final boolean oneTimeCodes;
  private final Clock clock;

  SessionsController(
      ConsoleSessionRepository sessions,
      SessionTermination termination,
      FlashCookie flashCookie,
      AccountsProperties settings,
      Clock clock) {
    this.sessions = sessions;
    this.termination = termination;
    this.flashCookie = flashCookie;
    this.oneTimeCodes = settings.oneTimeCodes();
    this.clock = clock;
  }

  @GetMapping("/sessions")
  String index(HttpServletRequest request, Model model) {
    LiveSession current = current();
    model.addAttribute(
        "page",
        SessionsPage.of(sessions.findByAccount(current.operator().id()), current.id(), clock));
    model.addAttribute("oneTimeCodes", oneTimeCodes && request.isUserInRole("ADMIN"));
    return "accounts/sessions/index";
  }

  @Fragment
  @GetMapping("/sessions")
  String list(HttpServletRequest request, Model model) {
    index(request, model);
    return "accounts/sessions/index :: list";
  }

  @DeleteMapping("/sessions/{id}")
  String end(@PathVariable String id, HttpServletResponse response) {
    boolean ended = termination.end(current().operator(), id);
    flashCookie.add(
        response,
        ended
            ? FlashMessage.success("Session ended.")
            : FlashMessage.error("Session had already ended."));
    return "redirect:/sessions";
  }

  @DeleteMapping("/sessions")
  String endOthers(HttpServletResponse response) {
    int ended = termination.endOthers(current().operator(), current().id());
    flashCookie.add(
        response,
        FlashMessage.success(
            ended == 0
                ? "No other sessions."
                : ended == 1
                    ? "1 other session signed out."
                    : ended + " other sessions signed out."));
    return "redirect:/sessions";
  }

  private static LiveSession current() {
    return OperatorAuthentication.current().orElseThrow().session();
  }

  /** Model of the page with the signed-in user's sessions. */
  record SessionsPage(String summary, List<Line> sessions, boolean others) {

    static SessionsPage of(List<ActiveSession> sessions, String current, Clock clock) {
      List<Line> lines =
          sessions.stream().map(session -> Line.of(session, current, clock)).toList();
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

      static Line of(ActiveSession session, String current, Clock clock) {
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
}
