package dev.signalbox.overview;

import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first screen. */
@Controller
@InSection(Section.OVERVIEW)
class OverviewController {

  @GetMapping("/")
  String index() {
    return "overview/index";
  }
}
