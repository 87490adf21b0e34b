package dev.signalbox.restores;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.restores.RestoreService.RestoreStartOutcome;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Starts a restore, after the checks and the list of what it changes. */
@Controller
@InSection(Section.SNAPSHOTS)
class NewRestoreController {

  private static final String OUTDATED =
      "What would be deleted has changed since the page was opened. Check the list again. Nothing"
          + " was changed.";

  private final RestorePreparation preparation;
  private final RestoreService service;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;

  NewRestoreController(
      RestorePreparation preparation,
      RestoreService service,
      CurrentUserProvider users,
      FlashCookie flashes) {
    this.preparation = preparation;
    this.service = service;
    this.users = users;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/restores/new")
  String form(@ModelAttribute("form") RestoreForm form, Model model) {
    return page(form, null, null, model);
  }

  @Fragment
  @GetMapping("/restores/new")
  String panel(@ModelAttribute("form") RestoreForm form, Model model) {
    page(form, null, null, model);
    return "restores/new :: panel";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/restores")
  String start(
      @Valid @ModelAttribute("form") RestoreForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    RestorePreparation.Prepared prepared = preparation.of(form);
    if (form.preview() != null) {
      return page(form, null, null, model);
    }
    form.check(prepared.order().backup(), prepared.isPartial(), errors);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(form, errors, null, model);
    }
    return switch (start(form, prepared)) {
      case RestoreStartOutcome.Started started -> {
        flashes.add(
            response,
            FlashMessage.success("The restore of " + form.snapshotOrEmpty() + " was started."));
        yield "redirect:/restores/" + started.id();
      }
      case RestoreStartOutcome.Blocked blocked -> conflict(form, null, response, model);
      case RestoreStartOutcome.Busy busy ->
          conflict(form, "Another restore was started meanwhile.", response, model);
      case RestoreStartOutcome.Outdated outdated -> conflict(form, OUTDATED, response, model);
    };
  }

  private RestoreStartOutcome start(RestoreForm form, RestorePreparation.Prepared prepared) {
    if (!prepared.unmet().isEmpty()) {
      return new RestoreStartOutcome.Blocked(prepared.unmet());
    }
    return prepared.preview().digest().equals(form.seen())
        ? service.start(prepared.order(), prepared.preview())
        : new RestoreStartOutcome.Outdated();
  }

  private String conflict(
      RestoreForm form, @Nullable String problem, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    return page(form, null, problem, model);
  }

  private String page(
      RestoreForm form, @Nullable Errors errors, @Nullable String problem, Model model) {
    model.addAttribute("problem", problem);
    model.addAttribute(
        "page",
        preparation.page(
            form, errors, users.currentUser().map(CurrentUser::readOnlyReason).orElse(null)));
    return "restores/new";
  }
}
