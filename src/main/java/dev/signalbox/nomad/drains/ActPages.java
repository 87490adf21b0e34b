package dev.signalbox.nomad.drains;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the pages before an act on a client have in common. */
@Component
class ActPages {

  /** How long a page waits for the view to hold what was just done. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(ActPages.class);

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final CurrentActor actors;
  private final FlashCookie flashes;

  ActPages(NomadCluster cluster, NomadDetails details, CurrentActor actors, FlashCookie flashes) {
    this.cluster = cluster;
    this.details = details;
    this.actors = actors;
    this.flashes = flashes;
  }

  /** The client with all there is to know; from the view where Nomad does not answer. */
  Client client(String id) {
    Optional<Client> known = cluster.view().client(id);
    try {
      return details
          .client(id)
          .map(ClientDetail::client)
          .orElseThrow(() -> new NotFound("client", id, "/nomad/clients", "the list of clients"));
    } catch (OutsideWorldException e) {
      return known.orElseThrow(() -> e);
    }
  }

  Because because(@Nullable String reason) {
    return new Because(actors.actor(), reason == null ? "" : reason.strip(), UUID.randomUUID());
  }

  /** Back to the client, whose page then holds what was done. */
  String done(String id, Flash flash, long index, HttpServletResponse response) {
    if (index > 0 && !cluster.awaits(index, PATIENCE)) {
      log.info("The view does not hold index {} yet; the page shows it when it comes.", index);
    }
    flashes.say(response, flash);
    return "redirect:" + NomadLinks.client(id);
  }
}
