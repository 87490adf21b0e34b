package dev.signalbox.audit.seal;

import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the integrity page. */
@Controller
@InSection(Section.AUDIT)
class IntegrityController {

  private final VerificationScheduler scheduler;
  private final Clock clock;

  IntegrityController(VerificationScheduler scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @GetMapping("/audit/integrity")
  String show(Model model) {
    model.addAttribute("page", IntegrityPage.of(scheduler.status(), clock));
    return "audit/integrity";
  }
}
