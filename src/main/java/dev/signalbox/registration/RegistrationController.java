package dev.signalbox.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.github.GitHubAddress;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;

/** Page and form of the registration rules. Changing them requires re-authentication. */
@Controller
@InSection(Section.SETTINGS)
class RegistrationController {

  private static final String FORM = "registration/edit";

  private final RegistrationPolicyRepository rules;
  private final RegistrationChange change;
  private final CurrentUserProvider currentUserProvider;
  private final FlashCookie flashCookie;
  private final GitHubAddress gitHub;
  private final Clock clock;

  RegistrationController(
      RegistrationPolicyRepository rules,
      RegistrationChange change,
      CurrentUserProvider currentUserProvider,
      FlashCookie flashCookie,
      GitHubProperties settings,
      Clock clock) {
    this.rules = rules;
    this.change = change;
    this.currentUserProvider = currentUserProvider;
    this.flashCookie = flashCookie;
    this.gitHub = settings.address();
    this.clock = clock;
  }

  @GetMapping("/settings/registration")
  String show(Model model) {
    model.addAttribute("page", RegistrationPage.of(rules.current(), gitHub, currentUser(), clock));
    return "registration/index";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/settings/registration/edit")
  String edit(Model model) {
    RegistrationPolicy current = rules.current();
    return form(RegistrationFormPage.of(current, gitHub, currentUser()), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping("/settings/registration")
  String save(
      @Valid @ModelAttribute("form") RegistrationForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    RegistrationFormPage page = RegistrationFormPage.submitted(form, gitHub, currentUser());
    Optional<RegistrationFormPage> invalidForm = page.validate(form, errors);
    if (invalidForm.isPresent()) {
      return form(invalidForm.get(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    }
    return switch (change.change(form, operator)) {
      case RegistrationOutcome.Saved saved ->
          redirectWith(
              FlashMessage.success(RegistrationMessages.saved(saved.signedOutUsers())), response);
      case RegistrationOutcome.Unchanged unchanged ->
          redirectWith(FlashMessage.success("No changes."), response);
      case RegistrationOutcome.ConfirmationRequired confirm -> {
        model.addAttribute("page", AccessLossPage.of(form, confirm, clock));
        yield "registration/confirm";
      }
      case RegistrationOutcome.VersionConflict conflict ->
          form(
              page.withConflict(conflict.current(), form, clock),
              HttpStatus.CONFLICT,
              response,
              model);
      case RegistrationOutcome.InvalidOrganizations invalid ->
          form(
              page.withOrganizationsError(invalid.why()),
              HttpStatus.UNPROCESSABLE_CONTENT,
              response,
              model);
      case RegistrationOutcome.UpstreamUnavailable unavailable ->
          form(
              page.problem(
                  new ProblemPanel(
                      "Nothing was saved",
                      "to " + unavailable.tried(),
                      unavailable.response(),
                      unavailable.advice(),
                      null,
                      null)),
              HttpStatus.SERVICE_UNAVAILABLE,
              response,
              model);
    };
  }

  private String redirectWith(FlashMessage flash, HttpServletResponse response) {
    flashCookie.add(response, flash);
    return "redirect:/settings/registration";
  }

  private static String form(
      RegistrationFormPage page, HttpStatus status, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    return form(page, model);
  }

  private static String form(RegistrationFormPage page, Model model) {
    model.addAttribute("page", page);
    return FORM;
  }

  private CurrentUser currentUser() {
    return currentUserProvider.currentUser().orElseThrow();
  }
}
