package dev.signalbox.artifacts.policy;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Allows unsafe types, resets the policy, and restores a revision, after a confirmation. */
@Controller
@InSection(Section.ARTIFACT_POLICY)
class PolicyChangeController {

  private static final String UNSAFE = PolicyController.PAGE + "/unsafe";
  private static final String RESET = PolicyController.PAGE + "/reset";
  private static final String RESTORE = PolicyController.PAGE + "/revisions/{id}/restore";

  private final PolicyService policies;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;

  PolicyChangeController(PolicyService policies, CurrentUserProvider users, FlashCookie flashes) {
    this.policies = policies;
    this.users = users;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(UNSAFE)
  String confirmUnsafe(Model model) {
    return confirm(ProposedChange.unsafe(policies.current()), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping(UNSAFE)
  String switchUnsafe(
      @Valid @ModelAttribute("form") ConfirmForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    return save(ProposedChange.unsafe(policies.current()), form, errors, response, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(RESET)
  String confirmReset(Model model) {
    return confirm(ProposedChange.reset(policies.current()), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping(RESET)
  String reset(
      @Valid @ModelAttribute("form") ConfirmForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    return save(ProposedChange.reset(policies.current()), form, errors, response, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(RESTORE)
  String confirmRestore(@PathVariable String id, Model model) {
    return confirm(ProposedChange.restore(policies.current(), policies.get(id)), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping(RESTORE)
  String restore(
      @PathVariable String id,
      @Valid @ModelAttribute("form") ConfirmForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    return save(
        ProposedChange.restore(policies.current(), policies.get(id)),
        form,
        errors,
        response,
        model);
  }

  private String save(
      ProposedChange change,
      ConfirmForm form,
      Errors errors,
      HttpServletResponse response,
      Model model) {
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(change, errors, null, model);
    }
    // the policy that the user saw
    if (form.baseOrLowest() != change.base()) {
      return conflict(change, errors, response, model);
    }
    return switch (policies.save(change.base(), change.policy(), form.reasonOrEmpty())) {
      case PolicyOutcome.Saved saved -> redirect(PolicyMessages.saved(saved), response);
      case PolicyOutcome.Unchanged unchanged ->
          redirect(FlashMessage.success("No changes."), response);
      case PolicyOutcome.VersionConflict conflict ->
          conflict(change.basedOn(conflict.current()), errors, response, model);
    };
  }

  private String conflict(
      ProposedChange change, Errors errors, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    return confirm(change, errors, PolicyMessages.CONFLICT, model);
  }

  private String redirect(FlashMessage flash, HttpServletResponse response) {
    flashes.add(response, flash);
    return "redirect:" + PolicyController.PAGE;
  }

  private String confirm(ProposedChange change, Model model) {
    ConfirmForm form = new ConfirmForm(change.base(), "");
    return confirm(change, new BeanPropertyBindingResult(form, "form"), null, model);
  }

  private String confirm(
      ProposedChange change, Errors errors, @Nullable String conflict, Model model) {
    model.addAttribute(
        "page",
        new ConfirmPage(
            change,
            conflict,
            FormField.submitted(errors, "reason", "Reason", "saved in the audit log"),
            ActionButton.of(change.button(), users.currentUser().orElseThrow(), null)));
    return "artifacts/policy/confirm";
  }

  /**
   * View model of a confirmation.
   *
   * @param conflict why the change was not saved, or null
   */
  record ConfirmPage(
      ProposedChange change, @Nullable String conflict, FormField reason, ActionButton save) {

    public List<FormField> fields() {
      return List.of(reason);
    }
  }
}
