package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
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
  private final Clock clock;

  BuildsController(
      NomadCluster cluster,
      WaitingReasons reasons,
      BuildClasses classes,
      PastPages past,
      Clock clock) {
    this.cluster = cluster;
    this.reasons = reasons;
    this.classes = classes;
    this.past = past;
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
    boolean known = !cluster.view().clients().isEmpty();
    model.addAttribute(
        "page",
        BuildsPage.of(
            new ListUrl("/nomad", parameters),
            known ? Capacity.of(cluster.view()).truth(classes, clock) : "No client is known",
            TrustLine.of(cluster.trust(), clock),
            Matter.of(cluster.view(), reasons.all())));
    return "nomad/overview/index :: now";
  }

  /** For the console's first screen. */
  @Fragment
  @GetMapping("/nomad/panel")
  String panel(Model model) {
    model.addAttribute("off", cluster.trust().state() == Trust.State.OFF);
    model.addAttribute("panel", BuildsPanel.of(cluster.view(), cluster.trust(), clock));
    return "nomad/overview/_panel :: panel";
  }
}
