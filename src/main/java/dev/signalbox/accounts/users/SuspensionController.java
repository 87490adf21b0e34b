package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.sessions.ActiveSessions;
import dev.signalbox.accounts.tokens.ActiveTokenCounter;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
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

/** Suspends a user and ends the suspension. */
@Controller
@InSection(Section.USERS)
class SuspensionController {

  private final AccountService accounts;
  private final ActiveSessions sessions;
  private final ActiveTokenCounter tokens;
  private final Suspension suspension;
  private final FlashCookie flashCookie;
  private final Clock clock;

  SuspensionController(
      AccountService accounts,
      ActiveSessions sessions,
      ActiveTokenCounter tokens,
      Suspension suspension,
      FlashCookie flashCookie,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.suspension = suspension;
    this.flashCookie = flashCookie;
    this.clock = clock;
  }

  @RequiresReauthentication
  @GetMapping("/users/{id}/suspension")
  String confirm(@PathVariable String id, Model model) {
    return confirm(UserController.findUser(accounts, id), SuspensionFields.empty(), model);
  }

  @RequiresReauthentication
  @PostMapping("/users/{id}/suspension")
  String suspend(
      @PathVariable String id,
      @Valid @ModelAttribute("form") SuspensionForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    UserAccount user = UserController.findUser(accounts, id);
    form.validate(errors, clock.instant());
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(user, SuspensionFields.submitted(errors), model);
    }
    flashCookie.add(
        response,
        OutcomeMessages.suspended(
            suspension.suspend(user.id(), operator, form.reason().trim(), form.endsAt())));
    return "redirect:/users/" + user.id();
  }

  @RequiresReauthentication
  @DeleteMapping("/users/{id}/suspension")
  String activate(
      @PathVariable String id,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response) {
    UserAccount user = UserController.findUser(accounts, id);
    flashCookie.add(response, OutcomeMessages.activated(suspension.activate(user.id(), operator)));
    return "redirect:/users/" + user.id();
  }

  private String confirm(UserAccount user, SuspensionFields fields, Model model) {
    model.addAttribute("displayName", user.displayName());
    model.addAttribute("id", user.id().toString());
    model.addAttribute("summary", user.login() + " · " + user.role().label());
    model.addAttribute("formFields", fields);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            "/users/" + user.id() + "/suspension",
            "post",
            "Signed out everywhere immediately",
            consequence(user, sessions.count(user.id()), tokens.countActive(user.id())),
            "Suspend user",
            "user-off",
            "/users/" + user.id(),
            null,
            null));
    return "accounts/users/suspension";
  }

  private static String consequence(UserAccount user, long sessions, long tokens) {
    return ending(sessions, tokens)
        + " Can't sign in until activated, or until the end date. The reason is shown at sign-in."
        + (user.status() == AccountStatus.ACTIVE ? " Frees 1 seat." : "");
  }

  private static String ending(long sessions, long tokens) {
    if (sessions + tokens == 0) {
      return "No sessions or tokens right now.";
    }
    if (tokens == 0) {
      return "Ends " + number(sessions, "session") + ".";
    }
    return sessions == 0
        ? "Revokes " + number(tokens, "token") + "."
        : "Ends " + number(sessions, "session") + " and revokes " + number(tokens, "token") + ".";
  }

  private static String number(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }
}
