package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.CurrentVisitor;
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

/** The list of clients. */
@Controller
@InSection(Section.CLIENTS)
class ClientsController {

  private final NomadCluster cluster;
  private final BuildClasses classes;
  private final CurrentVisitor visitors;
  private final Clock clock;

  ClientsController(
      NomadCluster cluster, BuildClasses classes, CurrentVisitor visitors, Clock clock) {
    this.cluster = cluster;
    this.classes = classes;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    model.addAttribute(
        "page",
        ClientsPage.of(
            new ListUrl("/nomad/clients", parameters),
            cluster.view(),
            cluster.trust(),
            classes,
            visitors.visitor().orElseThrow(),
            clock));
    return "nomad/clients/index";
  }

  @Fragment
  @GetMapping("/nomad/clients")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "nomad/clients/index :: list";
  }
}
