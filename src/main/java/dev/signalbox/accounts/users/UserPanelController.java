package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.web.Fragment;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Fragment with totals: the seats. */
@Controller
class UserPanelController {

  private final UserQueries userQueries;
  private final AccountsProperties settings;

  UserPanelController(UserQueries userQueries, AccountsProperties settings) {
    this.userQueries = userQueries;
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
}
