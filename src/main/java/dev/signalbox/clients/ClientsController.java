package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Client list with the cluster map and capacity figures. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class ClientsController {

  private final ClusterState cluster;
  private final ResourceClasses classes;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final Clock clock;

  ClientsController(
      ClusterState cluster,
      ResourceClasses classes,
      CurrentUserProvider visitors,
      DeniedCapabilities denied,
      Clock clock) {
    this.cluster = cluster;
    this.classes = classes;
    this.visitors = visitors;
    this.denied = denied;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = ClientFilter.PARAMETERS.read("/nomad/clients", parameters, response);
    return page(url, model);
  }

  @Fragment
  @GetMapping("/nomad/clients")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    page(ClientFilter.PARAMETERS.read("/nomad/clients", parameters), model);
    return "clients/index :: list";
  }

  private String page(ListUrl url, Model model) {
    model.addAttribute(
        "page",
        ClientsPage.of(
            url,
            cluster.snapshot(),
            cluster.syncStatus(),
            classes,
            visitors.nomadUser().orElseThrow(),
            denied.reason(DeniedCapabilities.NODE_WRITE, ""),
            clock));
    return "clients/index";
  }
}
