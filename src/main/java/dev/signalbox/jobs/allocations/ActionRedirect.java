package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Redirects to the allocation after an action, once the snapshot contains the change. */
@Component
class ActionRedirect {

  private static final Logger log = LoggerFactory.getLogger(ActionRedirect.class);

  /** Maximum time to wait until the snapshot contains the change. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private final ClusterState cluster;
  private final FlashCookie flashes;

  ActionRedirect(ClusterState cluster, FlashCookie flashes) {
    this.cluster = cluster;
    this.flashes = flashes;
  }

  String redirect(
      Allocation allocation,
      AllocationActionOutcome outcome,
      String done,
      HttpServletResponse response) {
    flashes.add(
        response,
        switch (outcome) {
          case AllocationActionOutcome.Done act -> {
            if (act.index() > 0
                && !cluster.awaitIndex(ResourceType.ALLOCATIONS, act.index(), MAX_WAIT)) {
              log.info("The snapshot does not include index {} yet", act.index());
            }
            yield FlashMessage.success(done);
          }
          case AllocationActionOutcome.UnderWay underWay ->
              FlashMessage.success(
                  "Restart of "
                      + allocation.shortId()
                      + " is under way. Nomad waits for the task to stop, up to its kill timeout.");
          case AllocationActionOutcome.AlreadyEnded ended ->
              FlashMessage.error(allocation.shortId() + " has already ended.");
          case AllocationActionOutcome.AlreadyGone gone ->
              FlashMessage.error("Not done. Nomad says: " + gone.response());
        });
    return "redirect:" + NomadLinks.allocation(allocation.id());
  }
}
