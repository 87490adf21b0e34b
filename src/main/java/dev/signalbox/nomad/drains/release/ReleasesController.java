package dev.signalbox.nomad.drains.release;

import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The machines that are, or were, on their way out. */
@Controller
@InSection(Section.CLIENTS)
class ReleasesController {

  private static final int SHOWN = 100;

  private final Releases releases;
  private final Clock clock;

  ReleasesController(Releases releases, Clock clock) {
    this.releases = releases;
    this.clock = clock;
  }

  @GetMapping("/nomad/releases")
  String index(Model model) {
    model.addAttribute("page", ReleasesPage.of(releases.recent(SHOWN), clock));
    return "nomad/drains/release/index";
  }

  @Fragment
  @GetMapping("/nomad/releases")
  String list(Model model) {
    index(model);
    return "nomad/drains/release/index :: list";
  }
}
