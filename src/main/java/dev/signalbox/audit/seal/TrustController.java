package dev.signalbox.audit.seal;

import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells how far the log is proven, and what is not as it came. */
@Controller
@InSection(Section.AUDIT)
class TrustController {

  private final Watch watch;
  private final Clock clock;

  TrustController(Watch watch, Clock clock) {
    this.watch = watch;
    this.clock = clock;
  }

  @GetMapping("/audit/trust")
  String show(Model model) {
    model.addAttribute("page", TrustPage.of(watch.trust(), clock));
    return "audit/trust";
  }
}
