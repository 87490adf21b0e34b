package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/** A person's role. Giving rights away is dangerous, so it asks for a fresh sign-in. */
@Controller
@InSection(Section.USERS)
class RoleController {

  private final Accounts accounts;
  private final RoleChange change;
  private final FlashCookie flashes;

  RoleController(Accounts accounts, RoleChange change, FlashCookie flashes) {
    this.accounts = accounts;
    this.change = change;
    this.flashes = flashes;
  }

  @Dangerous
  @GetMapping("/users/{id}/role")
  String choose(@PathVariable String id, Model model) {
    Person person = PersonController.person(accounts, id);
    return choose(person, RoleFields.of(person.role()), model);
  }

  @Dangerous
  @PutMapping("/users/{id}/role")
  String give(
      @PathVariable String id,
      @Valid @ModelAttribute("form") RoleForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    Person person = PersonController.person(accounts, id);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return choose(person, RoleFields.sent(errors), model);
    }
    Role role = form.role();
    flashes.say(
        response, OutcomeWords.changed(change.change(person.id(), role, form.reason(), operator)));
    return "redirect:/users/" + person.id();
  }

  private static String choose(Person person, RoleFields fields, Model model) {
    model.addAttribute("person", person.displayName());
    model.addAttribute("id", person.id().toString());
    model.addAttribute("truth", person.login() + " · " + person.role().word());
    model.addAttribute("asked", fields);
    model.addAttribute(
        "confirm",
        new Confirm(
            "/users/" + person.id() + "/role",
            "put",
            "The role holds from the next click on",
            person.login()
                + " stays signed in. Pages that are open show the new rights when they are"
                + " reloaded.",
            "Give this role",
            "shield-check",
            "/users/" + person.id(),
            null,
            null));
    return "accounts/users/role";
  }
}
