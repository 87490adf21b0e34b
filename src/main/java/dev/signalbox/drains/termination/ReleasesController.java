package dev.signalbox.drains.termination;

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
class ReleasesController {

  private static final int MAX_SHOWN = 100;

  private final TerminationRequests releases;
  private final CurrentUserProvider visitors;
  private final Clock clock;

  ReleasesController(TerminationRequests releases, CurrentUserProvider visitors, Clock clock) {
    this.releases = releases;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/releases")
  String index(Model model) {
    model.addAttribute(
        "page",
        ReleasesPage.of(releases.findRecent(MAX_SHOWN), visitors.nomadUser().orElseThrow(), clock));
    return "drains/termination/index";
  }

  @Fragment
  @GetMapping("/nomad/releases")
  String list(Model model) {
    index(model);
    return "drains/termination/index :: list";
  }
}
