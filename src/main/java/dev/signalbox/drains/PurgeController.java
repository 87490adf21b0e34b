package dev.signalbox.drains;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import dev.signalbox.web.TypedName;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Purges a client that is down from Nomad. */
@NomadPage
@Controller
@InSection(Section.CLIENTS)
class PurgeController {

  private final ClientActionSupport support;
  private final ClientPurge purge;
  private final ClusterState cluster;
  private final Clock clock;

  PurgeController(
      ClientActionSupport support, ClientPurge purge, ClusterState cluster, Clock clock) {
    this.support = support;
    this.purge = purge;
    this.cluster = cluster;
    this.clock = clock;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/nomad/clients/{id}/purge")
  String confirm(@PathVariable String id, Model model) {
    return confirm(
        support.client(id), FormField.empty("reason", "Reason", ReasonField.HINT), null, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @DeleteMapping("/nomad/clients/{id}")
  String purge(
      @PathVariable String id,
      @Valid @ModelAttribute("form") PurgeForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    String name = support.name(id);
    boolean named = TypedName.matches(form.typed(), name);
    if (errors.hasErrors() || !named) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(
          support.client(id),
          FormField.submitted(errors, "reason", "Reason", ReasonField.HINT),
          named ? null : "The name doesn't match " + name + ".",
          model);
    }
    return switch (purge.purge(id, support.context(form.reason()))) {
      case PurgeOutcome.Purged done -> support.removed(done.client(), done.index(), response);
      case PurgeOutcome.StillAlive alive -> {
        response.setStatus(HttpStatus.CONFLICT.value());
        yield confirm(
            alive.client(),
            FormField.submitted(errors, "reason", "Reason", ReasonField.HINT),
            alive.client().name()
                + " is not down: it would re-register within seconds. Drain it and shut the machine"
                + " down first.",
            model);
      }
      case PurgeOutcome.Gone gone -> support.gone(gone.id(), response);
    };
  }

  private String confirm(Client client, FormField reason, @Nullable String nameError, Model model) {
    boolean down = client.status() == ClientStatus.DOWN;
    model.addAttribute("client", client.name());
    model.addAttribute("id", client.id());
    model.addAttribute(
        "summary", ClientSummary.of(client, cluster.snapshot().buildsOn(client.id())));
    model.addAttribute("syncStatus", SyncStatusBanner.of(cluster.syncStatus(), clock));
    model.addAttribute("down", down);
    model.addAttribute("reason", reason);
    model.addAttribute("wrong", nameError);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            NomadLinks.client(client.id()),
            "delete",
            "Remove this client from Nomad",
            "Its allocations and events are deleted. If the machine comes back, it registers again"
                + " as eligible.",
            "Purge client",
            "trash",
            NomadLinks.client(client.id()),
            client.name(),
            null));
    return "drains/purge";
  }

  /**
   * The form that purges a client.
   *
   * @param typed the client's name, typed as a confirmation
   */
  record PurgeForm(
      @NotBlank(message = ReasonField.REQUIRED)
          @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
          String reason,
      @Nullable String typed) {}
}
