package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Section;
import dev.signalbox.web.Visitor;
import jakarta.servlet.http.HttpServletResponse;
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

/** The rules of registration. They say who may enter, so saving asks for a fresh sign-in. */
@Controller
@InSection(Section.SETTINGS)
class RegistrationController {

  private static final String FORM = "accounts/registration/edit";

  private final RegistrationRules rules;
  private final RegistrationChange change;
  private final CurrentVisitor visitors;
  private final FlashCookie flashes;
  private final GitHubAddress gitHub;
  private final Clock clock;

  RegistrationController(
      RegistrationRules rules,
      RegistrationChange change,
      CurrentVisitor visitors,
      FlashCookie flashes,
      Settings settings,
      Clock clock) {
    this.rules = rules;
    this.change = change;
    this.visitors = visitors;
    this.flashes = flashes;
    this.gitHub = GitHubAddress.of(settings.github().url());
    this.clock = clock;
  }

  @GetMapping("/settings/registration")
  String show(Model model) {
    model.addAttribute("page", RegistrationPage.of(rules.current(), gitHub, visitor(), clock));
    return "accounts/registration/index";
  }

  @Dangerous
  @GetMapping("/settings/registration/edit")
  String edit(Model model) {
    Registration current = rules.current();
    return form(RegistrationFormPage.of(current, gitHub, visitor()), model);
  }

  @Dangerous
  @PutMapping("/settings/registration")
  String save(
      @ModelAttribute("form") RegistrationForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    RegistrationFormPage page = RegistrationFormPage.sent(form, gitHub, visitor());
    Optional<RegistrationFormPage> mistyped = page.mistakes(form, errors.hasErrors());
    if (mistyped.isPresent()) {
      return form(mistyped.get(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    }
    return switch (change.change(form, operator)) {
      case RegistrationOutcome.Saved saved ->
          done(Flash.done(RegistrationWords.saved(saved.cut())), response);
      case RegistrationOutcome.NothingNew nothing ->
          done(Flash.done("These rules held already; nothing was saved."), response);
      case RegistrationOutcome.ToConfirm confirm -> {
        model.addAttribute("page", LosingAccessPage.of(form, confirm, clock));
        yield "accounts/registration/confirm";
      }
      case RegistrationOutcome.Stale stale ->
          form(page.stale(stale.current(), form, clock), HttpStatus.CONFLICT, response, model);
      case RegistrationOutcome.Refused refused ->
          form(
              page.wrongOrganizations(refused.why()),
              HttpStatus.UNPROCESSABLE_CONTENT,
              response,
              model);
      case RegistrationOutcome.Unanswered none ->
          form(
              page.problem(
                  new Problem(
                      "Nothing was saved",
                      "to " + none.tried(),
                      none.answered(),
                      none.advice(),
                      null,
                      null)),
              HttpStatus.SERVICE_UNAVAILABLE,
              response,
              model);
    };
  }

  private String done(Flash flash, HttpServletResponse response) {
    flashes.say(response, flash);
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

  private Visitor visitor() {
    return visitors.visitor().orElseThrow();
  }
}
