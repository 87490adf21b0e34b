package dev.signalbox.builds;

import dev.signalbox.clients.ClusterCapacity;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.LayoutModel;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the page Build activity. Only its current part is refreshed live, not the charts. */
@NomadPage
@Controller
@InSection(Section.BUILDS)
class BuildsController {

  /** The sections whose items need attention on this page. */
  private static final Set<Section> SECTIONS =
      Set.of(Section.SERVERS, Section.CLIENTS, Section.JOBS, Section.QUEUE);

  private final ClusterState cluster;
  private final LayoutModel layout;
  private final ResourceClasses classes;
  private final HistoryCharts charts;
  private final Clock clock;

  BuildsController(
      ClusterState cluster,
      LayoutModel layout,
      ResourceClasses classes,
      HistoryCharts charts,
      Clock clock) {
    this.cluster = cluster;
    this.layout = layout;
    this.classes = classes;
    this.charts = charts;
    this.clock = clock;
  }

  @GetMapping("/nomad")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = BuildsPage.PARAMETERS.read("/nomad", parameters, response);
    currentState(parameters, model);
    model.addAttribute(
        "history",
        url.isInvalid()
            ? BuildsPage.History.ofInvalidRange(url)
            : charts.of(BuildsPage.selectedRange(url)));
    return "builds/index";
  }

  @Fragment
  @GetMapping("/nomad")
  String currentState(@RequestParam Map<String, String> parameters, Model model) {
    model.addAttribute(
        "page",
        BuildsPage.of(
            BuildsPage.PARAMETERS.read("/nomad", parameters),
            summary(),
            SyncStatusBanner.of(cluster.syncStatus(), clock),
            layout.attentionItems(SECTIONS)));
    return "builds/index :: now";
  }

  private String summary() {
    ClusterSnapshot snapshot = cluster.snapshot();
    if (snapshot.isUnsynced()) {
      return NotSyncedYet.SUMMARY;
    }
    return snapshot.clients().isEmpty()
        ? "No clients"
        : ClusterCapacity.of(snapshot).summary(classes, clock);
  }
}
