package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Parts of a client page that need a request to Nomad. They are loaded separately, so that a slow
 * client delays only its own part.
 */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class ClientDetailController {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final StoredClientEvents events;
  private final Clock clock;

  ClientDetailController(
      ClusterState cluster, NomadQueries queries, StoredClientEvents events, Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.events = events;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}/usage")
  String use(@PathVariable String id, Model model) {
    Client client = clientInSnapshot(id);
    model.addAttribute("page", ClientUsagePage.of(client, queries.hostStats(client.id()), clock));
    return "clients/usage";
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/usage")
  String usePart(@PathVariable String id, Model model) {
    use(id, model);
    return "clients/usage :: use";
  }

  /**
   * Shows attributes and events. Stored events are shown even if Nomad does not respond.
   *
   * @param q search text for attributes and metadata
   * @param before cursor of a page of older events
   */
  @GetMapping("/nomad/clients/{id}/detail")
  String detail(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    StoredClientEvents.Page stored = events.of(id, before);
    model.addAttribute("page", page(id, stored, q));
    return "clients/detail";
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/detail")
  String detailPart(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    detail(id, q, before, model);
    return "clients/detail :: detail";
  }

  private ClientDetailPage page(String id, StoredClientEvents.Page stored, String query) {
    Optional<Client> client = cluster.snapshot().client(id);
    if (client.isEmpty() && stored.events().isEmpty()) {
      throw notFound(id);
    }
    String name =
        client.map(ClientsPage::nameOf).orElseGet(() -> UnknownClientPage.nameOf(id, stored));
    try {
      return client
          .flatMap(known -> queries.client(known.id()))
          .map(detail -> ClientDetailPage.of(detail, stored, query, clock))
          .orElseGet(() -> ClientDetailPage.without(id, name, notInNomad(id), stored, clock));
    } catch (RemoteSystemException e) {
      return ClientDetailPage.without(id, name, unavailable(e), stored, clock);
    }
  }

  private static ProblemPanel unavailable(RemoteSystemException failure) {
    return new ProblemPanel(
        "Attributes unavailable",
        "to " + failure.tried(),
        failure.response(),
        failure.advice(),
        null,
        null);
  }

  private ProblemPanel notInNomad(String id) {
    return new ProblemPanel(
        "Attributes unavailable",
        "to read client " + id,
        cluster.snapshot().isUnsynced() ? "no data from Nomad yet" : "Nomad has no such node",
        "Go back to the client list.",
        null,
        null);
  }

  /** Returns a client of the snapshot; for other ids no request is sent. */
  private Client clientInSnapshot(String id) {
    return cluster.snapshot().client(id).orElseThrow(() -> notFound(id));
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException("client", id, "/nomad/clients", "clients");
  }
}
