package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Leads back to the allocation after an act, once the view holds what it led to. */
@Component
class ActAnswer {

  private static final Logger log = LoggerFactory.getLogger(ActAnswer.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final NomadCluster cluster;
  private final FlashCookie flashes;

  ActAnswer(NomadCluster cluster, FlashCookie flashes) {
    this.cluster = cluster;
    this.flashes = flashes;
  }

  String to(Allocation one, ActOutcome outcome, String done, HttpServletResponse response) {
    flashes.say(
        response,
        switch (outcome) {
          case ActOutcome.Done act -> {
            if (act.index() > 0 && !cluster.awaits(act.index(), PATIENCE)) {
              log.info("The view does not hold index {} yet; the page follows.", act.index());
            }
            yield Flash.done(done);
          }
          case ActOutcome.EndedAlready ended ->
              Flash.refused(one.shortId() + " has ended already; nothing was done.");
          case ActOutcome.GoneAlready gone ->
              Flash.refused("Nothing was done. Nomad says: " + gone.told());
        });
    return "redirect:" + NomadLinks.allocation(one.id());
  }
}
