package dev.signalbox.drains.rolling;

import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@NomadPage
@Controller
@InSection(Section.CLIENTS)
class RollingDrainsController {

  private static final int MAX_SHOWN = 100;

  private final RollingDrains plans;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final Clock clock;

  RollingDrainsController(
      RollingDrains plans, CurrentUserProvider visitors, DeniedCapabilities denied, Clock clock) {
    this.plans = plans;
    this.visitors = visitors;
    this.denied = denied;
    this.clock = clock;
  }

  @GetMapping("/nomad/rolling-drains")
  String index(Model model) {
    model.addAttribute(
        "page",
        RollingDrainsPage.of(
            plans.findRecent(MAX_SHOWN),
            plan -> plans.clientsOf(plan.id()),
            visitors.nomadUser().orElseThrow(),
            denied.reason(DeniedCapabilities.NODE_WRITE, ""),
            clock));
    return "drains/rolling/index";
  }

  @Fragment
  @GetMapping("/nomad/rolling-drains")
  String list(Model model) {
    index(model);
    return "drains/rolling/index :: list";
  }
}
