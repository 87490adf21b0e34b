package dev.signalbox.overview;

import dev.signalbox.web.AtAGlance;
import dev.signalbox.web.Glance;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first screen. */
@Controller
@InSection(Section.OVERVIEW)
class OverviewController {

  private final ObjectProvider<AtAGlance> rooms;

  OverviewController(ObjectProvider<AtAGlance> rooms) {
    this.rooms = rooms;
  }

  @GetMapping("/")
  String index(Model model) {
    model.addAttribute("glances", rooms.orderedStream().map(Seen::of).toList());
    return "overview/index";
  }

  /** A room now, and how the page sees it change. */
  record Seen(String url, String topic, Glance glance) {

    static Seen of(AtAGlance room) {
      return new Seen(room.url(), room.topic(), room.glance());
    }
  }
}
