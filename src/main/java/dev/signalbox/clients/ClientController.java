package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientTerminations;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.CurrentUserProvider;
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

/** Page of one client. It is rendered from the snapshot in memory and sends no Nomad request. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class ClientController {

  private final ClusterState cluster;
  private final StoredClientEvents events;
  private final ClientTerminations releases;
  private final ResourceClasses classes;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final Clock clock;

  ClientController(
      ClusterState cluster,
      StoredClientEvents events,
      ClientTerminations releases,
      ResourceClasses classes,
      CurrentUserProvider visitors,
      DeniedCapabilities denied,
      Clock clock) {
    this.cluster = cluster;
    this.events = events;
    this.releases = releases;
    this.classes = classes;
    this.visitors = visitors;
    this.denied = denied;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}")
  String show(@PathVariable String id, HttpServletResponse response, Model model) {
    return addClient(id, model) ? "clients/show" : notFound(id, response, model);
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}")
  String part(@PathVariable String id, HttpServletResponse response, Model model) {
    return addClient(id, model) ? "clients/show :: client" : notFoundFragment(id, response, model);
  }

  private boolean addClient(String id, Model model) {
    ClusterSnapshot snapshot = cluster.snapshot();
    Optional<Client> client = snapshot.client(id);
    client.ifPresent(
        found ->
            model.addAttribute(
                "page",
                ClientPage.of(
                    found,
                    snapshot,
                    cluster.syncStatus(),
                    releases.openOf(id).orElse(null),
                    classes,
                    visitors.nomadUser().orElseThrow(),
                    denied.reason(DeniedCapabilities.NODE_WRITE, ""),
                    cluster.capabilities().hasNodePools(),
                    clock)));
    return client.isPresent();
  }

  /** Answers 200 because htmx does not swap in the content of an error response. */
  private String notFoundFragment(String id, HttpServletResponse response, Model model) {
    notFound(id, response, model);
    response.setStatus(HttpStatus.OK.value());
    return "clients/unknown :: client";
  }

  private String notFound(String id, HttpServletResponse response, Model model) {
    model.addAttribute(
        "page",
        UnknownClientPage.of(
            id,
            events.of(id, ""),
            cluster.snapshot().isUnsynced(),
            SyncStatusBanner.of(cluster.syncStatus(), clock),
            clock));
    response.setStatus(HttpStatus.NOT_FOUND.value());
    return "clients/unknown";
  }
}
