package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows the storage locations. */
@Controller
@InSection(Section.SNAPSHOTS)
class LocationsController {

  private final VeleroState velero;
  private final LocationLookup locations;
  private final LocationPermissions permissions;
  private final Clock clock;

  LocationsController(
      VeleroState velero, LocationLookup locations, LocationPermissions permissions, Clock clock) {
    this.velero = velero;
    this.locations = locations;
    this.permissions = permissions;
    this.clock = clock;
  }

  @GetMapping("/snapshots/locations")
  String list(Model model) {
    model.addAttribute(
        "page",
        LocationsPage.of(
            velero.freshness(),
            velero.inventory(),
            new ActionButton("Create location", permissions.location("create")),
            clock));
    return "backupstorage/locations/index";
  }

  @Fragment
  @GetMapping("/snapshots/locations")
  String rows(Model model) {
    list(model);
    return "backupstorage/locations/index :: list";
  }

  @GetMapping("/snapshots/locations/{name}")
  String show(@PathVariable String name, Model model) {
    model.addAttribute(
        "page",
        LocationPage.of(
            velero.freshness(), locations.get(name), velero.inventory(), permissions, clock));
    return "backupstorage/locations/show";
  }

  @Fragment
  @GetMapping("/snapshots/locations/{name}")
  String panels(@PathVariable String name, Model model) {
    show(name, model);
    return "backupstorage/locations/show :: panels";
  }
}
