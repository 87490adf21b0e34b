package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The users page. */
@Controller
@InSection(Section.USERS)
class UsersController {

  private final UserQueries userQueries;
  private final AccountsProperties settings;
  private final CurrentUserProvider currentUserProvider;
  private final Clock clock;

  UsersController(
      UserQueries userQueries,
      AccountsProperties settings,
      CurrentUserProvider currentUserProvider,
      Clock clock) {
    this.userQueries = userQueries;
    this.settings = settings;
    this.currentUserProvider = currentUserProvider;
    this.clock = clock;
  }

  @GetMapping("/users")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = UserFilter.PARAMETERS.read("/users", parameters, response);
    return page(url, model);
  }

  @Fragment
  @GetMapping("/users")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    page(UserFilter.PARAMETERS.read("/users", parameters), model);
    return "accounts/users/index :: list";
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

  private String page(ListUrl url, Model model) {
    model.addAttribute(
        "page",
        UsersPage.of(
            url,
            userQueries.listing(url),
            settings.seats(),
            currentUserProvider.currentUser().orElseThrow(),
            clock));
    return "accounts/users/index";
  }
}
