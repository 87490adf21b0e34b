package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientReleases;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Each client's page: what the view knows of it, so that it never waits. */
@Controller
@InSection(Section.CLIENTS)
class ClientController {

  private final NomadCluster cluster;
  private final KeptEvents events;
  private final ClientReleases releases;
  private final BuildClasses classes;
  private final CurrentVisitor visitors;
  private final Clock clock;

  ClientController(
      NomadCluster cluster,
      KeptEvents events,
      ClientReleases releases,
      BuildClasses classes,
      CurrentVisitor visitors,
      Clock clock) {
    this.cluster = cluster;
    this.events = events;
    this.releases = releases;
    this.classes = classes;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}")
  String show(@PathVariable String id, HttpServletResponse response, Model model) {
    return known(id, model) ? "nomad/clients/show" : gone(id, response, model);
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}")
  String part(@PathVariable String id, HttpServletResponse response, Model model) {
    return known(id, model) ? "nomad/clients/show :: client" : gonePart(id, response, model);
  }

  private boolean known(String id, Model model) {
    ClusterView view = cluster.view();
    Optional<Client> client = view.client(id);
    client.ifPresent(
        found ->
            model.addAttribute(
                "page",
                ClientPage.of(
                    found,
                    view,
                    cluster.trust(),
                    releases.openOf(id).orElse(null),
                    classes,
                    visitors.visitor().orElseThrow(),
                    clock)));
    return client.isPresent();
  }

  /** Whoever has the page open sees that it is gone; nothing of it jumps away. */
  private String gonePart(String id, HttpServletResponse response, Model model) {
    gone(id, response, model);
    response.setStatus(HttpStatus.OK.value());
    return "nomad/clients/gone :: client";
  }

  private String gone(String id, HttpServletResponse response, Model model) {
    KeptEvents.Page kept = events.of(id, "");
    TrustLine trust = TrustLine.of(cluster.trust(), clock);
    model.addAttribute(
        "page",
        cluster.view().unread()
            ? GonePage.unread(id, kept, trust, clock)
            : GonePage.gone(id, kept, trust, clock));
    response.setStatus(HttpStatus.NOT_FOUND.value());
    return "nomad/clients/gone";
  }
}
