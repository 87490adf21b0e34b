package dev.signalbox.snapshots.history;

import dev.signalbox.snapshots.history.VolumeHistory.VolumeTrend;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sizes and growth of the volumes in snapshots. */
@Controller
@InSection(Section.SNAPSHOTS)
class VolumesController {

  private final VolumeHistory history;
  private final VeleroState velero;
  private final Clock clock;

  VolumesController(VolumeHistory history, VeleroState velero, Clock clock) {
    this.history = history;
    this.velero = velero;
    this.clock = clock;
  }

  @GetMapping(VolumesPage.URL)
  String index(Model model) {
    model.addAttribute("page", VolumesPage.of(velero.freshness(), history.trends(), clock));
    return "snapshots/history/index";
  }

  @GetMapping(VolumesPage.URL + "/sizes")
  String sizes(
      @RequestParam(defaultValue = "") String namespace,
      @RequestParam(defaultValue = "") String volume,
      Model model) {
    VolumeTrend trend =
        history
            .trend(new VolumeId(namespace, volume))
            .orElseThrow(
                () -> new ObjectNotFoundException("volume", volume, VolumesPage.URL, "volumes"));
    model.addAttribute("page", VolumeSizesPage.of(trend, velero.inventory(), clock));
    return "snapshots/history/sizes";
  }
}
