package dev.signalbox.drains.termination;

import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/** Resumes a release that was halted. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class ReleaseStateController {

  private static final String LIST = "/nomad/releases";

  private final TerminationRequests releases;
  private final TerminationRequestService service;
  private final FlashCookie flashes;

  ReleaseStateController(
      TerminationRequests releases, TerminationRequestService service, FlashCookie flashes) {
    this.releases = releases;
    this.service = service;
    this.flashes = flashes;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/nomad/releases/{id}/state")
  String confirm(@PathVariable String id, Model model) {
    TerminationRequest release = release(id);
    model.addAttribute("name", release.name());
    model.addAttribute("why", release.halted());
    model.addAttribute("confirm", confirm(release));
    return "drains/termination/state";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping("/nomad/releases/{id}/state")
  String resume(@PathVariable String id, HttpServletResponse response) {
    TerminationRequest release = release(id);
    flashes.add(
        response,
        service.resume(release)
            ? FlashMessage.success("Release of " + release.name() + " resumed.")
            : FlashMessage.error("No change: the release is not paused."));
    return "redirect:" + LIST;
  }

  private static ConfirmPanel confirm(TerminationRequest release) {
    return new ConfirmPanel(
        LIST + "/" + release.id() + "/state",
        "put",
        "Resume the release of " + release.name() + "?",
        "The client is drained, so that its machine can be terminated"
            + (release.purge() ? ", and purged from Nomad once it is down." : ".")
            + " To end the release instead, cancel it through the API.",
        "Resume release",
        "player-play",
        LIST,
        null,
        null);
  }

  private TerminationRequest release(String id) {
    try {
      return releases.find(UUID.fromString(id)).orElseThrow(() -> missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static ObjectNotFoundException missing(String id) {
    return new ObjectNotFoundException("release", id, LIST, "releases");
  }
}
