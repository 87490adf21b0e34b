package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.OperatorAuthentication;
import dev.signalbox.accounts.sessions.UnconfirmedReauthentication;
import dev.signalbox.web.FormField;
import dev.signalbox.web.LocalPath;
import dev.signalbox.web.ObjectNotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Re-authentication by name and reason while GitHub does not respond. */
@Controller
class UnconfirmedReauthenticationController {

  private static final String LOGIN_HINT = "your GitHub login";
  private static final String REASON_HINT = "saved in the audit log";

  private final UnconfirmedReauthentication reauthentication;

  UnconfirmedReauthenticationController(UnconfirmedReauthentication reauthentication) {
    this.reauthentication = reauthentication;
  }

  @GetMapping("/sign-in/unconfirmed")
  String form(
      @RequestParam(defaultValue = "/") String to, HttpServletResponse response, Model model) {
    OperatorAuthentication signedIn = signedIn();
    return reauthentication.isGitHubDown(signedIn.operator())
        ? form(
            FormField.empty("login", "Login", LOGIN_HINT),
            FormField.empty("reason", "Reason", REASON_HINT),
            to,
            model)
        : available(to, response, model);
  }

  @PostMapping("/sign-in/unconfirmed")
  String confirm(
      @RequestParam(defaultValue = "/") String to,
      @Valid @ModelAttribute("form") Confirmation form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    OperatorAuthentication signedIn = signedIn();
    String login = signedIn.operator().login();
    if (!errors.hasFieldErrors("login") && !form.login().strip().equalsIgnoreCase(login)) {
      errors.rejectValue("login", "login", "Enter the login of this session: " + login + ".");
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(
          FormField.submitted(errors, "login", "Login", LOGIN_HINT),
          FormField.submitted(errors, "reason", "Reason", REASON_HINT),
          to,
          model);
    }
    if (!reauthentication.isGitHubDown(signedIn.operator())) {
      return available(to, response, model);
    }
    reauthentication.confirm(signedIn, form.reason().strip());
    return "redirect:" + LocalPath.of(to);
  }

  private OperatorAuthentication signedIn() {
    OperatorAuthentication signedIn = OperatorAuthentication.current().orElseThrow();
    if (!reauthentication.isAllowed(signedIn)) {
      throw new ObjectNotFoundException(
          "page", "/sign-in/unconfirmed", "/sign-in/again", "sign-in");
    }
    return signedIn;
  }

  private static String form(FormField login, FormField reason, String to, Model model) {
    model.addAttribute("to", LocalPath.of(to));
    model.addAttribute("login", login);
    model.addAttribute("reason", reason);
    return "accounts/signin/unconfirmed";
  }

  /** GitHub responds, so that the user can sign in. */
  private static String available(String to, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    model.addAttribute("to", LocalPath.of(to));
    return "accounts/signin/confirmable";
  }

  /**
   * The submitted form.
   *
   * @param login must be that of the session
   */
  record Confirmation(
      @NotBlank(message = "Enter your login.") String login,
      @NotBlank(message = "Enter a reason.") @Size(max = 500, message = "At most 500 characters.")
          String reason) {}
}
