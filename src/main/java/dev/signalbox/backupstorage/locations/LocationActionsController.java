package dev.signalbox.backupstorage.locations;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import dev.signalbox.web.TypedName;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Validates, reverts and deletes a storage location, or makes it the default one. */
@Controller
@InSection(Section.SNAPSHOTS)
class LocationActionsController {

  private static final String VIEW = "backupstorage/locations/confirm";

  private final LocationLookup locations;
  private final LocationService service;
  private final LocationRemoval removal;
  private final VeleroState velero;
  private final FlashCookie flashes;

  LocationActionsController(
      LocationLookup locations,
      LocationService service,
      LocationRemoval removal,
      VeleroState velero,
      FlashCookie flashes) {
    this.locations = locations;
    this.service = service;
    this.removal = removal;
    this.velero = velero;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/snapshots/locations/{name}/validation")
  String validate(@PathVariable String name, HttpServletResponse response) {
    return redirect(service.validate(locations.get(name).name()), name, response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/snapshots/locations/{name}/revert")
  String revert(@PathVariable String name, HttpServletResponse response) {
    return redirect(service.revert(locations.get(name).name()), name, response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/locations/{name}/default")
  String confirmDefault(@PathVariable String name, Model model) {
    StorageLocation location = locations.get(name);
    String url = LocationsPage.url(location);
    model.addAttribute("name", location.name());
    model.addAttribute("problem", LocationPage.whyNotDefault(location));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            url + "/default",
            "post",
            "Make " + location.name() + " the default location",
            "Snapshots and schedules without a location then store to it. Existing snapshots stay"
                + " where they are.",
            "Make default",
            "check",
            url,
            null,
            "velero backup-location set %s --default --namespace %s"
                .formatted(location.name(), velero.veleroNamespace())));
    model.addAttribute("uid", location.metadata().uid());
    return VIEW;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/snapshots/locations/{name}/default")
  String makeDefault(@PathVariable String name, HttpServletResponse response) {
    return redirect(removal.makeDefault(locations.get(name).name()), name, response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/snapshots/locations/{name}/deletion")
  String confirmDeletion(@PathVariable String name, Model model) {
    StorageLocation location = locations.get(name);
    LocationUse use = LocationUse.of(location, velero.inventory());
    String url = LocationsPage.url(location);
    model.addAttribute("name", location.name());
    model.addAttribute("uid", location.metadata().uid());
    model.addAttribute("problem", use.obstacles(location).stream().findFirst().orElse(null));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            url,
            "delete",
            "Delete location " + location.name(),
            consequence(location, use),
            "Delete location",
            "trash",
            url,
            location.name(),
            null));
    return VIEW;
  }

  /** Velero's CLI would also delete the Backup objects; the API server doesn't. */
  private static String consequence(StorageLocation location, LocationUse use) {
    return "Nothing in the bucket "
        + location.bucket()
        + " is deleted."
        + switch (use.snapshots()) {
          case 0 -> "";
          case 1 -> " Its snapshot stays listed, but can't be restored or deleted";
          default ->
              " Its %s snapshots stay listed, but can't be restored or deleted"
                  .formatted(use.snapshots());
        }
        + (use.snapshots() == 0
            ? ""
            : " until a location with the same name and bucket exists again.")
        + (LocationDraft.ownSecret(location).isEmpty()
            ? ""
            : " The Secret " + location.credentialName() + " is deleted as well.");
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @DeleteMapping("/snapshots/locations/{name}")
  String delete(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String uid,
      @RequestParam(defaultValue = "") String typed,
      HttpServletResponse response,
      Model model) {
    StorageLocation location = locations.get(name);
    if (!TypedName.matches(typed, location.name())) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      confirmDeletion(name, model);
      model.addAttribute("problem", "The name doesn't match " + location.name() + ".");
      return VIEW;
    }
    LocationOutcome outcome = removal.delete(location.name(), uid);
    flashes.add(response, outcome.message());
    return outcome instanceof LocationOutcome.Refused
        ? "redirect:" + LocationsPage.url(location)
        : "redirect:/snapshots/locations";
  }

  private String redirect(LocationOutcome outcome, String name, HttpServletResponse response) {
    FlashMessage message = outcome.message();
    flashes.add(response, message);
    return outcome instanceof LocationOutcome.Gone
        ? "redirect:/snapshots/locations"
        : "redirect:/snapshots/locations/" + name;
  }
}
