package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A drain is a thing that is made, changed and ended. */
@Controller
@InSection(Section.CLIENTS)
class DrainController {

  private final ActPages pages;
  private final ClientDrain drain;
  private final NomadCluster cluster;
  private final Optional<BuildTimes> times;
  private final Clock clock;

  DrainController(
      ActPages pages,
      ClientDrain drain,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      Clock clock) {
    this.pages = pages;
    this.drain = drain;
    this.cluster = cluster;
    this.times = times;
    this.clock = clock;
  }

  @Dangerous
  @GetMapping("/nomad/clients/{id}/drain")
  String ask(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm asked,
      BindingResult errors,
      Model model) {
    Client client = pages.client(id);
    DrainForm form = asked.orAsItDrains(client, clock.instant());
    form.check(errors, client.name());
    return page(client, form, errors, false, model);
  }

  @Fragment
  @GetMapping("/nomad/clients/{id}/drain")
  String panel(
      @PathVariable String id,
      @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      Model model) {
    ask(id, form, errors, model);
    return "nomad/drains/drain :: panel";
  }

  @Dangerous
  @PostMapping("/nomad/clients/{id}/drain")
  String drain(
      @PathVariable String id,
      @Valid @ModelAttribute("form") DrainForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Client client = pages.client(id);
    form.check(errors, client.name());
    if (form.look() != null) {
      return page(client, form, errors, false, model);
    }
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(client, form, errors, true, model);
    }
    DrainOutcome outcome =
        drain.start(
            client.id(),
            new DrainOrder(form.choice().deadline(), form.ignoresSystemJobs()),
            pages.because(form.reason()));
    return pages.done(client.id(), ActWords.drained(outcome), index(outcome), response);
  }

  @DeleteMapping("/nomad/clients/{id}/drain")
  String cancel(
      @PathVariable String id,
      @RequestParam boolean eligible,
      @RequestParam(required = false) @Nullable String reason,
      HttpServletResponse response) {
    CancelOutcome outcome = drain.cancel(id, eligible, pages.because(Reasons.fitting(reason)));
    long index = outcome instanceof CancelOutcome.Cancelled done ? done.index() : 0;
    return pages.done(id, ActWords.cancelled(outcome), index, response);
  }

  private String page(
      Client client, DrainForm form, BindingResult errors, boolean acted, Model model) {
    model.addAttribute(
        "page",
        DrainPage.of(client, cluster, times, form, DrainFields.of(form, errors, acted), clock));
    return "nomad/drains/drain";
  }

  private static long index(DrainOutcome outcome) {
    return switch (outcome) {
      case DrainOutcome.Started started -> started.index();
      case DrainOutcome.Changed changed -> changed.index();
      case DrainOutcome.Arrived arrived -> 0;
      case DrainOutcome.Down down -> 0;
      case DrainOutcome.Gone gone -> 0;
    };
  }
}
