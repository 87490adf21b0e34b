package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.sessions.PresentSessions;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of people and each person's page. */
@Controller
@InSection(Section.USERS)
class UsersController {

  private final Directory directory;
  private final Accounts accounts;
  private final Memberships memberships;
  private final PresentSessions sessions;
  private final Settings settings;
  private final CurrentVisitor visitors;
  private final Clock clock;

  UsersController(
      Directory directory,
      Accounts accounts,
      Memberships memberships,
      PresentSessions sessions,
      Settings settings,
      CurrentVisitor visitors,
      Clock clock) {
    this.directory = directory;
    this.accounts = accounts;
    this.memberships = memberships;
    this.sessions = sessions;
    this.settings = settings;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/users")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = new ListUrl("/users", parameters);
    model.addAttribute(
        "page",
        UsersPage.of(
            url,
            directory.counts(),
            settings.seats(),
            directory.organizations(),
            directory.page(url),
            visitors.visitor().orElseThrow(),
            clock));
    return "accounts/users/index";
  }

  @Fragment
  @GetMapping("/users")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "accounts/users/index :: list";
  }

  @GetMapping("/users/{id}")
  String show(@PathVariable String id, @AuthenticationPrincipal Operator operator, Model model) {
    Person person = person(accounts, id);
    model.addAttribute(
        "page",
        UserPage.of(
            person,
            memberships.known(person.id()),
            sessions.count(person.id()),
            visitors.visitor().orElseThrow(),
            person.id().equals(operator.id()),
            clock));
    return "accounts/users/show";
  }

  @Fragment
  @GetMapping("/users/{id}")
  String panel(@PathVariable String id, @AuthenticationPrincipal Operator operator, Model model) {
    show(id, operator, model);
    return "accounts/users/show :: person";
  }

  static Person person(Accounts accounts, String id) {
    try {
      return accounts.find(UUID.fromString(id)).orElseThrow(() -> missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static NotFound missing(String id) {
    return new NotFound("user", id, "/users", "the list of users");
  }
}
