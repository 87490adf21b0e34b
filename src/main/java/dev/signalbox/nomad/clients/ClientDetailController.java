package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The parts of a client's page that somebody must be asked for; a slow machine costs its own part.
 */
@Controller
@InSection(Section.CLIENTS)
class ClientDetailController {

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final KeptEvents events;
  private final Clock clock;

  ClientDetailController(
      NomadCluster cluster, NomadDetails details, KeptEvents events, Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.events = events;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}/use")
  String use(@PathVariable String id, Model model) {
    Client client = known(id);
    model.addAttribute("page", ClientUsePage.of(client, details.use(client.id()), clock));
    return "nomad/clients/use";
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/use")
  String usePart(@PathVariable String id, Model model) {
    use(id, model);
    return "nomad/clients/use :: use";
  }

  /**
   * What Nomad tells of a client, and what is kept of it here, which needs no Nomad.
   *
   * @param before where a page of older events begins
   */
  @GetMapping("/nomad/clients/{id}/detail")
  String detail(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    KeptEvents.Page kept = events.of(id, before);
    model.addAttribute("page", page(id, kept, q));
    return "nomad/clients/detail";
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/detail")
  String detailPart(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String before,
      Model model) {
    detail(id, q, before, model);
    return "nomad/clients/detail :: detail";
  }

  private ClientDetailPage page(String id, KeptEvents.Page kept, String words) {
    Optional<Client> client = cluster.view().client(id);
    if (client.isEmpty() && kept.events().isEmpty()) {
      throw missing(id);
    }
    String name = client.map(ClientsPage::nameOf).orElseGet(() -> GonePage.nameOf(id, kept));
    try {
      return client
          .flatMap(known -> details.client(known.id()))
          .map(detail -> ClientDetailPage.of(detail, kept, words, clock))
          .orElseGet(() -> ClientDetailPage.without(id, name, gone(id), kept, clock));
    } catch (OutsideWorldException e) {
      return ClientDetailPage.without(id, name, unanswered(e), kept, clock);
    }
  }

  private static Problem unanswered(OutsideWorldException failure) {
    return new Problem(
        "Its attributes are not known now",
        "to " + failure.tried(),
        failure.answered(),
        failure.advice(),
        null,
        null);
  }

  private Problem gone(String id) {
    return new Problem(
        "Its attributes are not known any more",
        "to find the client " + id,
        cluster.view().unread()
            ? "nothing: the cluster has not been read yet"
            : "nothing: Nomad does not know it",
        "go back to the list of clients",
        null,
        null);
  }

  /** Only for a client of the view is anybody asked. */
  private Client known(String id) {
    return cluster.view().client(id).orElseThrow(() -> missing(id));
  }

  private static NotFound missing(String id) {
    return new NotFound("client", id, "/nomad/clients", "the list of clients");
  }
}
