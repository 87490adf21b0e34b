package dev.signalbox.drains;

import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@NomadPage
@Controller
@InSection(Section.CLIENTS)
class DrainController {

  private static final String IMMEDIATELY = "deadline=" + DeadlineChoice.IMMEDIATELY;

  private final ClientActionSupport support;
  private final ClientDrain drain;
  private final ClusterState cluster;
  private final Optional<BuildDurations> times;
  private final Clock clock;

  DrainController(
      ClientActionSupport support,
      ClientDrain drain,
      ClusterState cluster,
      Optional<BuildDurations> times,
      Clock clock) {
    this.support = support;
    this.drain = drain;
    this.cluster = cluster;
    this.times = times;
    this.clock = clock;
  }

  @RequiresReauthentication
  @GetMapping("/nomad/clients/{id}/drain")
  String confirm(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm submittedForm,
      BindingResult errors,
      Model model) {
    Client client = support.client(id);
    DrainForm form = submittedForm.withCurrentDrain(client, clock.instant());
    form.check(errors, client.name());
    return page(client, form, errors, false, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(path = "/nomad/clients/{id}/drain", params = IMMEDIATELY)
  String confirmImmediate(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      Model model) {
    return confirm(id, form, errors, model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @Fragment
  @GetMapping(path = "/nomad/clients/{id}/drain", params = IMMEDIATELY)
  String immediatePanel(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      Model model) {
    return panel(id, form, errors, model);
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/drain")
  String panel(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      Model model) {
    confirm(id, form, errors, model);
    return "drains/drain :: panel";
  }

  @RequiresReauthentication
  @PostMapping("/nomad/clients/{id}/drain")
  String drain(
      @PathVariable String id,
      @Valid @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    form.check(errors, support.name(id));
    if (form.preview() != null) {
      return page(support.client(id), form, errors, false, model);
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(support.client(id), form, errors, true, model);
    }
    DrainSpec order = new DrainSpec(form.choice().deadline(), form.ignoresSystemJobs());
    return switch (drain.start(id, order, support.context(form.reason()))) {
      case DrainStartOutcome.Started started ->
          support.succeeded(
              started.client(),
              "Draining " + started.client().name() + ".",
              started.index(),
              response);
      case DrainStartOutcome.Changed changed ->
          support.succeeded(
              changed.client(),
              "Drain of " + changed.client().name() + " updated.",
              changed.index(),
              response);
      case DrainStartOutcome.AlreadyApplied applied ->
          support.succeeded(
              applied.client(), applied.client().name() + " is already draining.", 0, response);
      case DrainStartOutcome.Down down ->
          support.refused(
              down.client(),
              down.client().name() + " is down, so it can't be drained. Purge it instead.",
              response);
      case DrainStartOutcome.Gone gone -> support.gone(gone.id(), response);
    };
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping(path = "/nomad/clients/{id}/drain", params = IMMEDIATELY)
  String stopNow(
      @PathVariable String id,
      @Valid @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    return drain(id, form, errors, response, model);
  }

  @DeleteMapping("/nomad/clients/{id}/drain")
  String cancel(
      @PathVariable String id,
      @Valid @ModelAttribute("form") DrainCancelForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return cancelRejected(support.client(id), errors, model);
    }
    boolean eligible = Boolean.TRUE.equals(form.eligible());
    return switch (drain.cancel(id, eligible, support.context(form.reason()))) {
      case DrainCancelOutcome.Canceled canceled ->
          support.succeeded(
              canceled.client(),
              "Stopped draining "
                  + canceled.client().name()
                  + (canceled.eligible() ? ". It is eligible again." : ". It stays ineligible."),
              canceled.index(),
              response);
      case DrainCancelOutcome.NotDraining idle ->
          support.refused(
              idle.client(), idle.client().name() + " is no longer draining.", response);
      case DrainCancelOutcome.Gone gone -> support.gone(gone.id(), response);
    };
  }

  /** Shows the page again with the errors of the form that stops the drain. */
  private String cancelRejected(Client client, BindingResult errors, Model model) {
    DrainForm form = DrainForm.EMPTY.withCurrentDrain(client, clock.instant());
    DrainFields fields = DrainFields.of(form, new BeanPropertyBindingResult(form, "form"), false);
    model.addAttribute(
        "page", DrainPage.of(client, cluster, times, form, fields, clock).withCancelErrors(errors));
    return "drains/drain";
  }

  private String page(
      Client client, DrainForm form, BindingResult errors, boolean submitted, Model model) {
    model.addAttribute(
        "page",
        DrainPage.of(client, cluster, times, form, DrainFields.of(form, errors, submitted), clock));
    return "drains/drain";
  }

  @SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
  record DrainCancelForm(
      @NotNull(message = "Choose eligible or ineligible.") @Nullable Boolean eligible,
      @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
          @Nullable String reason) {}
}
