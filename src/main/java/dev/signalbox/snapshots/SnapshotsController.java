package dev.signalbox.snapshots;

import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.SnapshotHealth;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** List of snapshots and the checklist, rendered from memory. */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotsController {

  private final VeleroState velero;
  private final SnapshotHealth health;
  private final CurrentUserProvider users;
  private final Clock clock;
  private volatile @Nullable SnapshotRows latest;

  SnapshotsController(
      VeleroState velero, SnapshotHealth health, CurrentUserProvider users, Clock clock) {
    this.velero = velero;
    this.health = health;
    this.users = users;
    this.clock = clock;
  }

  @GetMapping(SnapshotLinks.LIST)
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    return page(SnapshotFilter.PARAMETERS.read(SnapshotLinks.LIST, parameters, response), model);
  }

  @Fragment
  @GetMapping(SnapshotLinks.LIST)
  String list(@RequestParam Map<String, String> parameters, Model model) {
    page(SnapshotFilter.PARAMETERS.read(SnapshotLinks.LIST, parameters), model);
    return "snapshots/index :: list";
  }

  private String page(ListUrl url, Model model) {
    model.addAttribute(
        "page",
        SnapshotsPage.of(
            url,
            rows(),
            velero,
            HealthPanel.of(health.check()),
            users.currentUser().orElse(null),
            clock));
    return "snapshots/index";
  }

  private SnapshotRows rows() {
    VeleroInventory inventory = velero.inventory();
    @Nullable SnapshotRows known = latest;
    SnapshotRows rows = known == null ? SnapshotRows.of(inventory) : known.refreshed(inventory);
    latest = rows;
    return rows;
  }

  @GetMapping(SnapshotLinks.HEALTH)
  String health(Model model) {
    model.addAttribute("health", HealthPanel.of(health.check()));
    model.addAttribute("freshness", velero.freshness());
    return "snapshots/health";
  }

  @Fragment
  @GetMapping(SnapshotLinks.HEALTH)
  String checklist(Model model) {
    health(model);
    return "snapshots/health :: checklist";
  }
}
