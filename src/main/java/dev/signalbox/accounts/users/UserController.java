package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.membership.KnownOrganizations;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.sessions.ActiveSessions;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a user. */
@Controller
@InSection(Section.USERS)
class UserController {

  private final AccountService accounts;
  private final Memberships memberships;
  private final KnownOrganizations organizations;
  private final ActiveSessions sessions;
  private final CurrentUserProvider currentUserProvider;
  private final Clock clock;

  UserController(
      AccountService accounts,
      Memberships memberships,
      KnownOrganizations organizations,
      ActiveSessions sessions,
      CurrentUserProvider currentUserProvider,
      Clock clock) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.organizations = organizations;
    this.sessions = sessions;
    this.currentUserProvider = currentUserProvider;
    this.clock = clock;
  }

  @GetMapping("/users/{id}")
  String show(@PathVariable String id, @AuthenticationPrincipal Operator operator, Model model) {
    UserAccount user = findUser(accounts, id);
    model.addAttribute(
        "page",
        UserPage.of(
            user,
            memberships.find(user.id()),
            organizations.find(user.id()),
            sessions.findByAccount(user.id()),
            currentUserProvider.currentUser().orElseThrow(),
            user.id().equals(operator.id()),
            clock));
    return "accounts/users/show";
  }

  @Fragment
  @GetMapping("/users/{id}")
  String panel(@PathVariable String id, @AuthenticationPrincipal Operator operator, Model model) {
    show(id, operator, model);
    return "accounts/users/show :: user";
  }

  static UserAccount findUser(AccountService accounts, String id) {
    try {
      return accounts.find(UUID.fromString(id)).orElseThrow(() -> notFound(id));
    } catch (IllegalArgumentException e) {
      throw notFound(id);
    }
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException("user", id, "/users", "the list of users");
  }
}
