package dev.signalbox.overview;

import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanelSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the overview, the start page of the console. */
@Controller
@InSection(Section.OVERVIEW)
class OverviewController {

  private final ObjectProvider<SummaryPanelSource> panels;

  OverviewController(ObjectProvider<SummaryPanelSource> panels) {
    this.panels = panels;
  }

  @GetMapping("/")
  String index(Model model) {
    model.addAttribute("panels", panels.orderedStream().map(PanelView::of).toList());
    return "overview/index";
  }

  /**
   * A summary panel, with the URL and the live topic that refresh it.
   *
   * @param chartUrl the URL of a chart, or null
   */
  record PanelView(String url, String topic, @Nullable String chartUrl, SummaryPanel panel) {

    static PanelView of(SummaryPanelSource source) {
      return new PanelView(source.url(), source.topic(), source.chartUrl(), source.panel());
    }
  }
}
