package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Field;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/** Whether the scheduler may place builds on a client. */
@Controller
@InSection(Section.CLIENTS)
class EligibilityController {

  private final ActPages pages;
  private final ClientEligibility eligibility;
  private final Leaving leaving;
  private final NomadCluster cluster;
  private final Clock clock;

  EligibilityController(
      ActPages pages,
      ClientEligibility eligibility,
      Leaving leaving,
      NomadCluster cluster,
      Clock clock) {
    this.pages = pages;
    this.eligibility = eligibility;
    this.leaving = leaving;
    this.cluster = cluster;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}/eligibility")
  String ask(@PathVariable String id, Model model) {
    return ask(pages.client(id), Field.empty("reason", "Reason", Reasons.HINT), model);
  }

  @PutMapping("/nomad/clients/{id}/eligibility")
  String set(
      @PathVariable String id,
      @Valid @ModelAttribute("form") EligibilityForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(pages.client(id), Field.sent(errors, "reason", "Reason", Reasons.HINT), model);
    }
    EligibilityOutcome outcome =
        eligibility.set(id, Boolean.TRUE.equals(form.eligible()), pages.because(form.reason()));
    long index = outcome instanceof EligibilityOutcome.Done done ? done.index() : 0;
    return pages.done(id, ActWords.eligible(outcome), index, response);
  }

  private String ask(Client client, Field reason, Model model) {
    boolean eligible = !client.eligible();
    model.addAttribute("client", client.name());
    model.addAttribute("id", client.id());
    model.addAttribute("truth", StateLine.of(client, cluster.view().buildsOn(client.id())));
    model.addAttribute("trust", TrustLine.of(cluster.trust(), clock));
    model.addAttribute("eligible", eligible);
    model.addAttribute("reason", reason);
    model.addAttribute(
        "confirm",
        new Confirm(
            NomadLinks.client(client.id()) + "/eligibility",
            "put",
            eligible ? "New builds may come to this client" : "This client takes no new builds",
            eligible ? letIn(client) : "What runs there goes on, and nobody waits for it to end.",
            eligible ? "Let builds on this client" : "Keep builds off this client",
            eligible ? "player-play" : "hand-stop",
            NomadLinks.client(client.id()),
            null,
            "nomad node eligibility " + (eligible ? "-enable " : "-disable ") + client.shortId()));
    return "nomad/drains/eligibility";
  }

  private String letIn(Client client) {
    if (leaving.released().contains(client.id())) {
      return "It is being released: its machine may be switched off at any moment, so this is"
          + " refused until the release is cancelled.";
    }
    return client.draining()
        ? "It is being drained, so Nomad will refuse this. End the drain instead."
        : "What waits for room may start there within seconds.";
  }
}
