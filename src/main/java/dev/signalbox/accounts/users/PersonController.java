package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.membership.KnownOrganizations;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.sessions.PresentSessions;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Each person's page. */
@Controller
@InSection(Section.USERS)
class PersonController {

  private final Accounts accounts;
  private final Memberships memberships;
  private final KnownOrganizations organizations;
  private final PresentSessions sessions;
  private final CurrentVisitor visitors;
  private final Clock clock;

  PersonController(
      Accounts accounts,
      Memberships memberships,
      KnownOrganizations organizations,
      PresentSessions sessions,
      CurrentVisitor visitors,
      Clock clock) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.organizations = organizations;
    this.sessions = sessions;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/users/{id}")
  String show(@PathVariable String id, @AuthenticationPrincipal Operator operator, Model model) {
    Person person = person(accounts, id);
    model.addAttribute(
        "page",
        UserPage.of(
            person,
            memberships.known(person.id()),
            organizations.of(person.id()),
            sessions.of(person.id()),
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
