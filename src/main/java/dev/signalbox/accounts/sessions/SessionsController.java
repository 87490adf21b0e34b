package dev.signalbox.accounts.sessions;

import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.Fragment;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where one is signed in, and the end of it. */
@Controller
class SessionsController {

  private final Sessions sessions;
  private final SessionEnding endings;
  private final FlashCookie flashes;
  private final Clock clock;

  SessionsController(Sessions sessions, SessionEnding endings, FlashCookie flashes, Clock clock) {
    this.sessions = sessions;
    this.endings = endings;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/sessions")
  String index(Model model) {
    LiveSession current = current();
    model.addAttribute(
        "page", SessionsPage.of(sessions.of(current.operator().id()), current.id(), clock));
    return "accounts/sessions/index";
  }

  @Fragment
  @GetMapping("/sessions")
  String list(Model model) {
    index(model);
    return "accounts/sessions/index :: list";
  }

  @DeleteMapping("/sessions/{id}")
  String end(@PathVariable String id, HttpServletResponse response) {
    boolean ended = endings.end(current().operator(), id);
    flashes.say(
        response,
        ended
            ? Flash.done("That session has ended.")
            : Flash.refused("That session had ended already."));
    return "redirect:/sessions";
  }

  @DeleteMapping("/sessions")
  String endOthers(HttpServletResponse response) {
    int ended = endings.endOthers(current().operator(), current().id());
    flashes.say(
        response,
        Flash.done(
            ended == 0
                ? "There was no other session."
                : ended == 1
                    ? "1 other session has ended."
                    : ended + " other sessions have ended."));
    return "redirect:/sessions";
  }

  private static LiveSession current() {
    return SignedIn.current().orElseThrow().session();
  }
}
