package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ui.AllocationStatusText;
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
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Stops an allocation after a confirmation. */
@NomadPage
@Controller
@InSection(Section.JOBS)
class AllocationStopController {

  private static final String HINT = "visible in the audit log";

  private final ClusterState cluster;
  private final AllocationStop stop;
  private final AllocationRedirect redirect;
  private final Clock clock;

  AllocationStopController(
      ClusterState cluster, AllocationStop stop, AllocationRedirect redirect, Clock clock) {
    this.cluster = cluster;
    this.stop = stop;
    this.redirect = redirect;
    this.clock = clock;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/nomad/allocations/{id}/stop")
  String confirm(@PathVariable String id, Model model) {
    return confirm(
        AllocationController.allocation(cluster.snapshot(), id),
        FormField.empty("reason", "Reason", HINT),
        model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @DeleteMapping("/nomad/allocations/{id}")
  String stop(
      @PathVariable String id,
      @Valid @ModelAttribute("form") AllocationStopForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Allocation allocation = AllocationController.allocation(cluster.snapshot(), id);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(allocation, FormField.submitted(errors, "reason", "Reason", HINT), model);
    }
    return redirect.redirect(
        allocation,
        stop.stop(allocation, cluster.snapshot().nameOf(allocation.job()), form.reason().strip()),
        "Stopping " + allocation.shortId() + ".",
        response);
  }

  private String confirm(Allocation allocation, FormField reason, Model model) {
    String name = cluster.snapshot().nameOf(allocation.job());
    model.addAttribute("name", name);
    model.addAttribute("url", NomadLinks.allocation(allocation.id()));
    model.addAttribute("summary", summary(allocation));
    model.addAttribute("reason", reason);
    model.addAttribute("jobUrl", "/nomad/job/stop" + NomadLinks.query(allocation.job()));
    model.addAttribute("syncStatus", SyncStatusBanner.of(cluster.syncStatus(), clock));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            NomadLinks.allocation(allocation.id()),
            "delete",
            allocation.isSystem() ? "Kill and restart on the same client" : "Kill and reschedule",
            "Its progress is lost; Nomad starts it again %s. To cancel the build, stop job %s."
                .formatted(
                    allocation.isSystem()
                        ? "on the same client"
                        : "on a client with free capacity, which may be the same one",
                    name),
            "Stop allocation",
            "player-stop",
            NomadLinks.allocation(allocation.id()),
            null,
            "nomad alloc stop " + allocation.shortId()));
    return "jobs/allocations/stop";
  }

  static String summary(Allocation allocation) {
    return AllocationStatusText.of(allocation).text()
        + " · on "
        + AllocationPage.client(allocation)
        + " · allocation "
        + allocation.shortId()
        + " · "
        + allocation.name();
  }

  record AllocationStopForm(
      @NotBlank(message = "Enter a reason (saved in the audit log).")
          @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
          String reason) {}
}
