package dev.signalbox.drains.rolling;

import dev.signalbox.drains.DrainProperties;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows which clients a new rolling drain would drain, and creates it. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class NewRollingDrainController {

  private final RollingDrainService service;
  private final RollingDrainPreviews previews;
  private final ClusterState cluster;
  private final Optional<BuildDurations> times;
  private final FlashCookie flashes;
  private final int keepReady;
  private final Clock clock;

  NewRollingDrainController(
      RollingDrainService service,
      RollingDrainPreviews previews,
      ClusterState cluster,
      Optional<BuildDurations> times,
      FlashCookie flashes,
      DrainProperties settings,
      Clock clock) {
    this.service = service;
    this.previews = previews;
    this.cluster = cluster;
    this.times = times;
    this.flashes = flashes;
    this.keepReady = settings.keepReady();
    this.clock = clock;
  }

  @RequiresReauthentication
  @GetMapping("/nomad/rolling-drains/new")
  String form(
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletResponse response,
      Model model) {
    RollingDrainSelection selection = RollingDrainSelection.of(parameters);
    if (selection.url().isInvalid()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return form(selection, RollingDrainForm.initial(keepReady), null, model);
  }

  @RequiresReauthentication
  @PostMapping("/nomad/rolling-drains")
  String create(
      @Valid @ModelAttribute("form") RollingDrainForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (form.preview() != null) {
      return preview(form, model);
    }
    form.check(errors);
    RollingDrainPreview preview = previews.of(selectionOf(form));
    if (errors.hasErrors() || preview.included().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(selectionOf(form), form, errors, model);
    }
    RollingDrain plan = service.create(form, preview.included());
    int skipped = form.ids().size() - preview.included().size();
    flashes.add(
        response,
        FlashMessage.success(
            "Rolling drain started."
                + (skipped > 0 ? " Skipped (can no longer be drained): " + skipped + "." : "")));
    return "redirect:/nomad/rolling-drains/" + plan.id();
  }

  /** Renders the preview for a changed deadline. POST, because a URL can't hold 500 client ids. */
  @RequiresReauthentication
  @Fragment
  @PostMapping(path = "/nomad/rolling-drains", params = "preview")
  String panel(@ModelAttribute("form") RollingDrainForm form, Model model) {
    preview(form, model);
    return "drains/rolling/new :: panel";
  }

  /** Rejects an invalid duration before the preview is rendered for the default. */
  private String preview(RollingDrainForm form, Model model) {
    BindingResult errors = new BeanPropertyBindingResult(form, "form");
    form.check(errors);
    return form(selectionOf(form), form, errors, model);
  }

  private static RollingDrainSelection selectionOf(RollingDrainForm form) {
    return RollingDrainSelection.ofClients(form.ids());
  }

  private String form(
      RollingDrainSelection selection,
      RollingDrainForm form,
      @Nullable Errors errors,
      Model model) {
    model.addAttribute(
        "page",
        NewRollingDrainPage.of(
            selection,
            previews.of(selection),
            form,
            RollingDrainFields.of(form, errors),
            cluster,
            times,
            clock));
    return "drains/rolling/new";
  }
}
