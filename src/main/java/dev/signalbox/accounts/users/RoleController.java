package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
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

/** The form to change a user's role. Requires re-authentication. */
@Controller
@InSection(Section.USERS)
class RoleController {

  private final AccountService accounts;
  private final RoleChange change;
  private final FlashCookie flashCookie;

  RoleController(AccountService accounts, RoleChange change, FlashCookie flashCookie) {
    this.accounts = accounts;
    this.change = change;
    this.flashCookie = flashCookie;
  }

  @RequiresReauthentication
  @GetMapping("/users/{id}/role")
  String choose(@PathVariable String id, Model model) {
    UserAccount user = UserController.findUser(accounts, id);
    return choose(user, RoleFields.of(user.role()), model);
  }

  @RequiresReauthentication
  @PutMapping("/users/{id}/role")
  String update(
      @PathVariable String id,
      @Valid @ModelAttribute("form") RoleForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    UserAccount user = UserController.findUser(accounts, id);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return choose(user, RoleFields.submitted(errors), model);
    }
    Role role = form.role();
    flashCookie.add(
        response, OutcomeMessages.changed(change.change(user.id(), role, form.reason(), operator)));
    return "redirect:/users/" + user.id();
  }

  private static String choose(UserAccount user, RoleFields fields, Model model) {
    model.addAttribute("displayName", user.displayName());
    model.addAttribute("id", user.id().toString());
    model.addAttribute("summary", user.login() + " · " + user.role().label());
    model.addAttribute("formFields", fields);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            "/users/" + user.id() + "/role",
            "put",
            "Takes effect immediately",
            user.login() + " stays signed in; open pages reload.",
            "Change role",
            "shield-check",
            "/users/" + user.id(),
            null,
            null));
    return "accounts/users/role";
  }
}
