package dev.signalbox.overview;

import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import dev.signalbox.web.SummaryPanelSource;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the overview, the start page of the console, and each of its panels. */
@Controller
@InSection(Section.OVERVIEW)
class OverviewController {

  /** The value of the parameter with which a browser without JavaScript gets all panels. */
  private static final String ALL = "all";

  private final List<SummaryPanelSource> sources;
  private final PanelLoader loader;

  OverviewController(List<SummaryPanelSource> sources, PanelLoader loader) {
    this.sources = sources;
    this.loader = loader;
  }

  @GetMapping("/")
  String index(@RequestParam(defaultValue = "") String panels, Model model) {
    boolean isComplete = panels.equals(ALL);
    List<PanelView> loaded =
        loader.load(sources.stream().filter(source -> isComplete || source.isInMemory()).toList());
    model.addAttribute("isComplete", isComplete);
    model.addAttribute("panels", sources.stream().map(source -> panel(source, loaded)).toList());
    return "overview/index";
  }

  private static PanelView panel(SummaryPanelSource source, List<PanelView> loaded) {
    return loaded.stream()
        .filter(panel -> panel.header().id().equals(source.header().id()))
        .findFirst()
        .orElseGet(() -> new PanelView(source.header(), null));
  }

  @Fragment
  @GetMapping(PanelView.PATH + "{id}")
  String panel(@PathVariable String id, Model model) {
    SummaryPanelSource wanted =
        sources.stream()
            .filter(source -> source.header().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new ObjectNotFoundException("panel", id, "/", "Overview"));
    model.addAttribute("panel", loader.load(wanted));
    return "overview/_panel :: content";
  }
}
