package dev.signalbox.backupstorage.locations;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Creates and changes a storage location. */
@Controller
@InSection(Section.SNAPSHOTS)
class LocationFormController {

  private static final String VIEW = "backupstorage/locations/form";

  private final LocationLookup locations;
  private final LocationService service;
  private final LocationFormPages pages;
  private final FlashCookie flashes;

  LocationFormController(
      LocationLookup locations,
      LocationService service,
      LocationFormPages pages,
      FlashCookie flashes) {
    this.locations = locations;
    this.service = service;
    this.pages = pages;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/locations/new")
  String createForm(
      @RequestParam(defaultValue = "") String provider,
      @ModelAttribute("form") LocationForm form,
      BindingResult errors,
      Model model) {
    StorageProvider chosen = StorageProvider.ofCode(provider).orElse(StorageProvider.AWS);
    model.addAttribute("page", pages.create(chosen, form, errors));
    return VIEW;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/snapshots/locations")
  String create(
      @RequestParam(defaultValue = "") String provider,
      @Valid @ModelAttribute("form") LocationForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    StorageProvider chosen = StorageProvider.ofCode(provider).orElse(StorageProvider.AWS);
    pages.check(form, chosen, null, errors);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("page", pages.create(chosen, form, errors));
      return VIEW;
    }
    LocationOutcome outcome = service.create(chosen, form);
    if (outcome instanceof LocationOutcome.NameTaken) {
      errors.rejectValue("name", "taken", "A location has this name already.");
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("page", pages.create(chosen, form, errors));
      return VIEW;
    }
    return redirect(outcome, LocationForm.text(form.name()), response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/locations/{name}/edit")
  String changeForm(
      @PathVariable String name,
      @ModelAttribute("form") LocationForm form,
      BindingResult errors,
      Model model) {
    StorageLocation location = locations.get(name);
    model.addAttribute("page", pages.change(location, provider(location), form, errors));
    return VIEW;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping("/snapshots/locations/{name}")
  String change(
      @PathVariable String name,
      @Valid @ModelAttribute("form") LocationForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    StorageLocation location = locations.get(name);
    StorageProvider provider = provider(location);
    pages.check(form, provider, location, errors);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("page", pages.change(location, provider, form, errors));
      return VIEW;
    }
    LocationOutcome outcome = service.change(location.name(), provider, form);
    if (outcome instanceof LocationOutcome.Stale stale) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("page", pages.changeAgain(stale.current(), provider, form, errors));
      return VIEW;
    }
    return redirect(outcome, location.name(), response);
  }

  /** Returns the provider of a location that Signalbox can change. */
  private static StorageProvider provider(StorageLocation location) {
    return StorageProvider.of(location)
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "form for the provider",
                    location.provider(),
                    LocationsPage.url(location),
                    location.name()));
  }

  private String redirect(LocationOutcome outcome, String name, HttpServletResponse response) {
    flashes.add(response, outcome.message());
    return outcome instanceof LocationOutcome.Gone
        ? "redirect:/snapshots/locations"
        : "redirect:/snapshots/locations/" + name;
  }
}
