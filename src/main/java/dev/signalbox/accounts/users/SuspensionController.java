package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.sessions.PresentSessions;
import dev.signalbox.accounts.tokens.PresentTokens;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A suspension is a thing that is made and removed. */
@Controller
@InSection(Section.USERS)
class SuspensionController {

  private final Accounts accounts;
  private final PresentSessions sessions;
  private final PresentTokens tokens;
  private final Suspension suspension;
  private final FlashCookie flashes;
  private final Clock clock;

  SuspensionController(
      Accounts accounts,
      PresentSessions sessions,
      PresentTokens tokens,
      Suspension suspension,
      FlashCookie flashes,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.suspension = suspension;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/users/{id}/suspension")
  String confirm(@PathVariable String id, Model model) {
    return confirm(PersonController.person(accounts, id), SuspensionFields.empty(), model);
  }

  @PostMapping("/users/{id}/suspension")
  String suspend(
      @PathVariable String id,
      @Valid @ModelAttribute("form") SuspensionForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    Person person = PersonController.person(accounts, id);
    form.check(errors, clock.instant());
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(person, SuspensionFields.sent(errors), model);
    }
    flashes.say(
        response,
        OutcomeWords.suspended(
            suspension.suspend(person.id(), operator, form.reason().trim(), form.ends())));
    return "redirect:/users/" + person.id();
  }

  @DeleteMapping("/users/{id}/suspension")
  String activate(
      @PathVariable String id,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response) {
    Person person = PersonController.person(accounts, id);
    flashes.say(response, OutcomeWords.activated(suspension.activate(person.id(), operator)));
    return "redirect:/users/" + person.id();
  }

  private String confirm(Person person, SuspensionFields fields, Model model) {
    model.addAttribute("person", person.displayName());
    model.addAttribute("id", person.id().toString());
    model.addAttribute("truth", person.login() + " · " + person.role().word());
    model.addAttribute("asked", fields);
    model.addAttribute(
        "confirm",
        new Confirm(
            "/users/" + person.id() + "/suspension",
            "post",
            person.displayName() + " is out at once, everywhere",
            consequence(person, sessions.count(person.id()), tokens.count(person.id())),
            "Suspend this person",
            "user-off",
            "/users/" + person.id(),
            null,
            null));
    return "accounts/users/suspension";
  }

  private static String consequence(Person person, long sessions, long tokens) {
    return ending(sessions, tokens)
        + " "
        + person.login()
        + " cannot sign in until an admin activates the account or the end you choose; at the door the"
        + " reason is shown."
        + (person.status() == AccountStatus.ACTIVE ? " One seat becomes free." : "");
  }

  private static String ending(long sessions, long tokens) {
    if (sessions + tokens == 0) {
      return "There is no session and no token to end.";
    }
    String both =
        Stream.of(number(sessions, "session"), number(tokens, "token"))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(" and "));
    return both
        + (sessions + tokens == 1 ? " ends" : " end")
        + (sessions == 0 ? "." : ", with whatever is open.");
  }

  private static String number(long number, String thing) {
    return number == 0 ? "" : number == 1 ? "1 " + thing : number + " " + thing + "s";
  }
}
