package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.sessions.PresentSessions;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.Fragment;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The parts about people as a whole: the seats, and the overview's figures. */
@Controller
class PeoplePanelController {

  private final Directory directory;
  private final PresentSessions sessions;
  private final Settings settings;

  PeoplePanelController(Directory directory, PresentSessions sessions, Settings settings) {
    this.directory = directory;
    this.sessions = sessions;
    this.settings = settings;
  }

  @Fragment
  @GetMapping("/users/seats")
  String seats(Model model) {
    long active = directory.counts().getOrDefault(AccountStatus.ACTIVE, 0L);
    model.addAttribute("seats", new Seats(active, settings.seats()));
    return "accounts/users/_seats :: seats(seats=${seats})";
  }

  @Fragment
  @GetMapping("/users/figures")
  String figures(Model model) {
    Map<AccountStatus, Long> counts = directory.counts();
    model.addAttribute("active", counts.getOrDefault(AccountStatus.ACTIVE, 0L));
    model.addAttribute("suspended", counts.getOrDefault(AccountStatus.SUSPENDED, 0L));
    model.addAttribute("known", counts.values().stream().mapToLong(Long::longValue).sum());
    model.addAttribute("sessions", sessions.count());
    return "accounts/users/_figures";
  }
}
