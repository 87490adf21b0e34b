package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.ui.ActionRedirect;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.FlashMessage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Redirects to the allocation after an action, with its outcome as a message. */
@Component
class AllocationRedirect {

  private final ActionRedirect redirect;

  AllocationRedirect(ActionRedirect redirect) {
    this.redirect = redirect;
  }

  String redirect(
      Allocation allocation,
      AllocationActionOutcome outcome,
      String done,
      HttpServletResponse response) {
    String path = NomadLinks.allocation(allocation.id());
    return switch (outcome) {
      case AllocationActionOutcome.Done act ->
          redirect.redirect(
              path, FlashMessage.success(done), ResourceType.ALLOCATIONS, act.index(), response);
      case AllocationActionOutcome.UnderWay underWay ->
          redirect.redirect(
              path,
              FlashMessage.success(
                  "Restart of "
                      + allocation.shortId()
                      + " is under way. Nomad waits for the task to stop, up to its kill timeout."),
              response);
      case AllocationActionOutcome.AlreadyEnded ended ->
          redirect.redirect(
              path, FlashMessage.error(allocation.shortId() + " has already ended."), response);
      case AllocationActionOutcome.AlreadyGone gone ->
          redirect.redirect(
              path, FlashMessage.error("Not done. Nomad says: " + gone.response()), response);
    };
  }
}
