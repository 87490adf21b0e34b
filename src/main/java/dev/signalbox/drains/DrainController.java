package dev.signalbox.drains;

import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
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

/** Starts, changes and cancels the drain of a client. */
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

  /** The form for killing all builds immediately. */
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
    Client client = support.client(id);
    form.check(errors, client.name());
    if (form.preview() != null) {
      return page(client, form, errors, false, model);
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(client, form, errors, true, model);
    }
    DrainStartOutcome outcome =
        drain.start(
            client.id(),
            new DrainSpec(form.choice().deadline(), form.ignoresSystemJobs()),
            support.context(form.reason()));
    return support.redirectToClient(
        client.id(), ActionMessages.drained(outcome), index(outcome), response);
  }

  /** Kills all builds immediately. */
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
    DrainCancelOutcome outcome =
        drain.cancel(
            id, Boolean.TRUE.equals(form.eligible()), support.context(form.reasonOrEmpty()));
    long index = outcome instanceof DrainCancelOutcome.Canceled done ? done.index() : 0;
    return support.redirectToClient(id, ActionMessages.canceled(outcome), index, response);
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

  private static long index(DrainStartOutcome outcome) {
    return switch (outcome) {
      case DrainStartOutcome.Started started -> started.index();
      case DrainStartOutcome.Changed changed -> changed.index();
      case DrainStartOutcome.AlreadyApplied arrived -> 0;
      case DrainStartOutcome.Down down -> 0;
      case DrainStartOutcome.Gone gone -> 0;
    };
  }
}
