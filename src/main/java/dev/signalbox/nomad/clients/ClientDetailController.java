package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientPast;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.List;
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

  private static final int EVENTS = 100;

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final Optional<ClientPast> past;
  private final Clock clock;

  ClientDetailController(
      NomadCluster cluster, NomadDetails details, Optional<ClientPast> past, Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.past = past;
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

  @GetMapping("/nomad/clients/{id}/detail")
  String detail(@PathVariable String id, @RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute(
        "page",
        ClientDetailPage.of(
            details.client(known(id).id()).orElseThrow(() -> missing(id)),
            past.map(kept -> kept.of(id, EVENTS)).orElse(List.of()),
            q,
            clock));
    return "nomad/clients/detail";
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/detail")
  String detailPart(
      @PathVariable String id, @RequestParam(defaultValue = "") String q, Model model) {
    detail(id, q, model);
    return "nomad/clients/detail :: detail";
  }

  /** Only for a client of the view is anybody asked. */
  private Client known(String id) {
    return cluster.view().client(id).orElseThrow(() -> missing(id));
  }

  private static NotFound missing(String id) {
    return new NotFound("client", id, "/nomad/clients", "the list of clients");
  }
}
