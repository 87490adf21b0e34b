package dev.signalbox.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

@NomadPage
@Controller
@InSection(Section.CLIENTS)
class EligibilityController {

  private final ClientActionSupport support;
  private final ClientEligibility eligibility;
  private final ClientsBeingRemoved leaving;
  private final ClusterState cluster;
  private final Clock clock;

  EligibilityController(
      ClientActionSupport support,
      ClientEligibility eligibility,
      ClientsBeingRemoved leaving,
      ClusterState cluster,
      Clock clock) {
    this.support = support;
    this.eligibility = eligibility;
    this.leaving = leaving;
    this.cluster = cluster;
    this.clock = clock;
  }

  @GetMapping("/nomad/clients/{id}/eligibility")
  String confirm(@PathVariable String id, Model model) {
    return confirm(
        support.client(id), FormField.empty("reason", "Reason", ReasonField.HINT), model);
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
      return confirm(
          support.client(id),
          FormField.submitted(errors, "reason", "Reason", ReasonField.HINT),
          model);
    }
    boolean wanted = Boolean.TRUE.equals(form.eligible());
    return switch (eligibility.set(id, wanted, support.context(form.reason()))) {
      case EligibilityOutcome.Changed changed ->
          support.succeeded(
              changed.client(),
              changed.client().name()
                  + (changed.eligible()
                      ? " is eligible again."
                      : " is now ineligible. Running builds continue."),
              changed.index(),
              response);
      case EligibilityOutcome.NoChange unchanged ->
          support.refused(
              unchanged.client(),
              unchanged.client().name()
                  + (unchanged.eligible() ? " is already eligible." : " is already ineligible."),
              response);
      case EligibilityOutcome.Draining draining ->
          support.refused(
              draining.client(),
              draining.client().name()
                  + " can't be marked eligible while it is draining. Stop the drain and choose Mark"
                  + " eligible there.",
              response);
      case EligibilityOutcome.Released released ->
          support.refused(
              released.client(),
              released.client().name()
                  + " is being released and its machine may be terminated at any moment. Cancel the"
                  + " release first.",
              response);
      case EligibilityOutcome.Gone gone -> support.gone(gone.id(), response);
    };
  }

  private String confirm(Client client, FormField reason, Model model) {
    boolean eligible = !client.eligible();
    model.addAttribute("client", client.name());
    model.addAttribute("id", client.id());
    model.addAttribute(
        "summary", ClientSummary.of(client, cluster.snapshot().buildsOn(client.id())));
    model.addAttribute("syncStatus", SyncStatusBanner.of(cluster.syncStatus(), clock));
    model.addAttribute("eligible", eligible);
    model.addAttribute("reason", reason);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            NomadLinks.client(client.id()) + "/eligibility",
            "put",
            eligible ? "New builds can start on this client" : "No new builds on this client",
            eligible ? effect(client) : "Running builds continue.",
            eligible ? "Mark eligible" : "Mark ineligible",
            eligible ? "player-play" : "hand-stop",
            NomadLinks.client(client.id()),
            null,
            "nomad node eligibility " + (eligible ? "-enable " : "-disable ") + client.shortId()));
    return "drains/eligibility";
  }

  private String effect(Client client) {
    if (leaving.releasedIds().contains(client.id())) {
      return "This client is being released and its machine may be terminated at any moment. It"
          + " can't be marked eligible until the release is canceled.";
    }
    return client.draining()
        ? "This client is draining, so Nomad will reject this. Stop the drain instead."
        : "Queued jobs may start there within seconds.";
  }

  @SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
  record EligibilityForm(
      @NotNull(message = "Choose eligible or ineligible.") @Nullable Boolean eligible,
      @NotBlank(message = ReasonField.REQUIRED)
          @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
          String reason) {}
}
