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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Adds a type to a list, moves it to the other one, or removes it. */
@Controller
@InSection(Section.ARTIFACT_POLICY)
class ContentTypeController {

  private final PolicyService policies;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;

  ContentTypeController(PolicyService policies, CurrentUserProvider users, FlashCookie flashes) {
    this.policies = policies;
    this.users = users;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(PolicyController.PAGE + "/types/edit")
  String edit(@RequestParam(defaultValue = "") String type, Model model) {
    PolicyRevision current = policies.current();
    ContentTypeForm form =
        new ContentTypeForm(current.number(), type, current.policy().listed(type).name(), "");
    return form(form, current, new BeanPropertyBindingResult(form, "form"), null, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping(PolicyController.PAGE + "/types")
  String save(
      @Valid @ModelAttribute("form") ContentTypeForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    PolicyRevision current = policies.current();
    form.check(errors, current.policy());
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(form, current, errors, null, model);
    }
    return switch (policies.save(
        form.baseOrLowest(), form.applyTo(current.policy()), form.reasonOrEmpty())) {
      case PolicyOutcome.Saved saved -> redirect(PolicyMessages.saved(saved), response);
      case PolicyOutcome.Unchanged unchanged ->
          redirect(FlashMessage.success("No changes."), response);
      case PolicyOutcome.VersionConflict conflict -> {
        response.setStatus(HttpStatus.CONFLICT.value());
        yield form(form, conflict.current(), errors, PolicyMessages.CONFLICT, model);
      }
    };
  }

  private String redirect(FlashMessage flash, HttpServletResponse response) {
    flashes.add(response, flash);
    return "redirect:" + PolicyController.PAGE;
  }

  private String form(
      ContentTypeForm form,
      PolicyRevision current,
      Errors errors,
      @Nullable String conflict,
      Model model) {
    model.addAttribute(
        "page",
        new ContentTypePage(
            form.typeOrEmpty().isEmpty() ? "Add type" : "Change type",
            current.number(),
            conflict,
            FormField.submitted(errors, "type", "Content type", "such as image/webp"),
            FormField.submitted(errors, "outcome", "Outcome", null),
            FormField.submitted(errors, "reason", "Reason", "saved in the audit log"),
            PolicyText.outcomes(),
            form.parsed().filter(ContentTypes::isActive).isPresent(),
            ActionButton.of("Save type", users.currentUser().orElseThrow(), null)));
    return "artifacts/policy/type";
  }

  /**
   * View model of the form.
   *
   * @param conflict why the form was not saved, or null
   * @param isActive whether files of the type may contain scripts
   */
  record ContentTypePage(
      String title,
      int base,
      @Nullable String conflict,
      FormField type,
      FormField outcome,
      FormField reason,
      Map<String, String> outcomes,
      boolean isActive,
      ActionButton save) {

    public List<FormField> fields() {
      return List.of(type, outcome, reason);
    }
  }
}
