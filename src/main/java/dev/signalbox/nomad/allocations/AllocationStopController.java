package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Dangerous;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Stopping an allocation: asked first. */
@Controller
@InSection(Section.JOBS)
class AllocationStopController {

  private static final String HINT = "kept in the audit log";

  private final NomadCluster cluster;
  private final AllocationStop stop;
  private final ActAnswer answer;
  private final Clock clock;

  AllocationStopController(
      NomadCluster cluster, AllocationStop stop, ActAnswer answer, Clock clock) {
    this.cluster = cluster;
    this.stop = stop;
    this.answer = answer;
    this.clock = clock;
  }

  @Dangerous
  @GetMapping("/nomad/allocations/{id}/stop")
  String ask(@PathVariable String id, Model model) {
    return ask(
        AllocationController.allocation(cluster.view(), id),
        Field.empty("reason", "Reason", HINT),
        model);
  }

  @Dangerous
  @DeleteMapping("/nomad/allocations/{id}")
  String stop(
      @PathVariable String id,
      @Valid @ModelAttribute("form") AllocationStopForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Allocation one = AllocationController.allocation(cluster.view(), id);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(one, Field.sent(errors, "reason", "Reason", HINT), model);
    }
    return answer.to(
        one, stop.stop(one, form.reason().strip()), one.shortId() + " is being stopped.", response);
  }

  private String ask(Allocation one, Field reason, Model model) {
    model.addAttribute("name", one.name());
    model.addAttribute("url", NomadLinks.allocation(one.id()));
    model.addAttribute("truth", truth(one));
    model.addAttribute("reason", reason);
    model.addAttribute("jobUrl", "/nomad/job/stop" + NomadLinks.query(one.job()));
    model.addAttribute("trust", TrustLine.of(cluster.trust(), clock));
    model.addAttribute(
        "confirm",
        new Confirm(
            NomadLinks.allocation(one.id()),
            "delete",
            one.ofSystem()
                ? "It is killed, and placed again on the same client"
                : "It is killed, and Nomad places it again elsewhere",
            "What it has done so far is lost. To end the build for good, stop its job "
                + one.job().id()
                + ".",
            "Stop this allocation",
            "player-stop",
            NomadLinks.allocation(one.id()),
            null,
            "nomad alloc stop " + one.shortId()));
    return "nomad/allocations/stop";
  }

  static String truth(Allocation one) {
    return AllocationWords.of(one).word() + " · on " + AllocationPage.client(one);
  }
}
