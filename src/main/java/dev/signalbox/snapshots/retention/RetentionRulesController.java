package dev.signalbox.snapshots.retention;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;

/** Shows and changes the retention rules, with a preview of what they delete. */
@Controller
@InSection(Section.SNAPSHOTS)
class RetentionRulesController {

  private final RetentionRulesService rules;
  private final RetentionForecast forecast;
  private final VeleroState velero;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;
  private final Clock clock;

  RetentionRulesController(
      RetentionRulesService rules,
      RetentionForecast forecast,
      VeleroState velero,
      CurrentUserProvider users,
      FlashCookie flashes,
      Clock clock) {
    this.rules = rules;
    this.forecast = forecast;
    this.velero = velero;
    this.users = users;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/snapshots/retention")
  String show(Model model) {
    model.addAttribute(
        "page",
        RetentionRulesPage.of(
            velero.freshness(), rules.current(), null, forecast, button("Edit rules"), clock));
    return "snapshots/retention/index";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/retention/edit")
  String edit(Model model) {
    RetentionRulesForm form = RetentionRulesForm.of(rules.current());
    return form(form, new BeanPropertyBindingResult(form, "form"), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping("/snapshots/retention")
  String save(
      @Valid @ModelAttribute("form") RetentionRulesForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    form.check(errors);
    if (form.preview() != null) {
      return form(form, errors, model);
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(form, errors, model);
    }
    if (!rules.save(form.rules())) {
      RetentionRules current = rules.current();
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("conflict", RetentionRulesPage.conflict(current, clock));
      return form(form.basedOn(current), errors, model);
    }
    flashes.add(response, FlashMessage.success("Retention rules saved."));
    return "redirect:/snapshots/retention";
  }

  private String form(RetentionRulesForm form, Errors errors, Model model) {
    model.addAttribute(
        "page",
        RetentionRulesPage.of(
            velero.freshness(),
            form.rules(),
            RetentionRulesPage.Fields.of(form, errors),
            forecast,
            button("Save rules"),
            clock));
    return "snapshots/retention/edit";
  }

  private ActionButton button(String label) {
    return new ActionButton(
        label, users.currentUser().map(CurrentUser::readOnlyReason).orElse(null));
  }
}
