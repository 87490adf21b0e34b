package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NotRead;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.clients.Capacity;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The cluster at a glance. Only what is now is fetched again and again; the past is read once. */
@Controller
@InSection(Section.BUILDS)
class BuildsController {

  private final NomadCluster cluster;
  private final WaitingReasons reasons;
  private final BuildClasses classes;
  private final PastPages past;
  private final BuildsGlance glance;
  private final Clock clock;

  BuildsController(
      NomadCluster cluster,
      WaitingReasons reasons,
      BuildClasses classes,
      PastPages past,
      BuildsGlance glance,
      Clock clock) {
    this.cluster = cluster;
    this.reasons = reasons;
    this.classes = classes;
    this.past = past;
    this.glance = glance;
    this.clock = clock;
  }

  @GetMapping("/nomad")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    now(parameters, model);
    model.addAttribute("past", past.of(BuildsPage.span(new ListUrl("/nomad", parameters))));
    return "nomad/overview/index";
  }

  @Fragment
  @GetMapping("/nomad")
  String now(@RequestParam Map<String, String> parameters, Model model) {
    model.addAttribute(
        "page",
        BuildsPage.of(
            new ListUrl("/nomad", parameters),
            truth(),
            TrustLine.of(cluster.trust(), clock),
            Matter.of(cluster.view(), reasons.all())));
    return "nomad/overview/index :: now";
  }

  private String truth() {
    ClusterView view = cluster.view();
    if (view.unread()) {
      return NotRead.TRUTH;
    }
    return view.clients().isEmpty()
        ? "No client is known"
        : Capacity.of(view).truth(classes, clock);
  }

  /** The console's first screen has it from {@link BuildsGlance} and looks here again. */
  @Fragment
  @GetMapping(BuildsGlance.URL)
  String panel(Model model) {
    model.addAttribute("glance", glance.glance());
    return "components/glance :: glance(glance=${glance})";
  }
}
