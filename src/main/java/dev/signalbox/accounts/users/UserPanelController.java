package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.sessions.ActiveSessions;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.Fragment;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Fragments with totals: the seats, and the figures of the overview. */
@Controller
class UserPanelController {

  private final UserQueries userQueries;
  private final ActiveSessions sessions;
  private final Settings settings;

  UserPanelController(UserQueries userQueries, ActiveSessions sessions, Settings settings) {
    this.userQueries = userQueries;
    this.sessions = sessions;
    this.settings = settings;
  }

  /** Refreshes the headline of the users page and its seats. */
  @Fragment
  @GetMapping("/users/seats")
  String seats(Model model) {
    Map<AccountStatus, Long> counts = userQueries.countsByStatus();
    model.addAttribute("summary", UsersPage.summary(counts));
    model.addAttribute(
        "seats", new Seats(counts.getOrDefault(AccountStatus.ACTIVE, 0L), settings.seats()));
    return "accounts/users/_seats :: content";
  }

  @Fragment
  @GetMapping("/users/figures")
  String figures(Model model) {
    Map<AccountStatus, Long> counts = userQueries.countsByStatus();
    model.addAttribute("active", counts.getOrDefault(AccountStatus.ACTIVE, 0L));
    model.addAttribute("suspended", counts.getOrDefault(AccountStatus.SUSPENDED, 0L));
    model.addAttribute("seats", settings.seats());
    model.addAttribute("sessions", sessions.count());
    return "accounts/users/_figures :: content";
  }
}
