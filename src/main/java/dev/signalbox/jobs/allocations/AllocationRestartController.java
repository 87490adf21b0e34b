package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Restarts the tasks of an allocation after a confirmation. */
@NomadPage
@Controller
@InSection(Section.JOBS)
class AllocationRestartController {

  private static final Logger log = LoggerFactory.getLogger(AllocationRestartController.class);

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final AllocationRestart restart;
  private final AllocationRedirect redirect;
  private final Clock clock;

  AllocationRestartController(
      ClusterState cluster,
      NomadQueries queries,
      AllocationRestart restart,
      AllocationRedirect redirect,
      Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.restart = restart;
    this.redirect = redirect;
    this.clock = clock;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/nomad/allocations/{id}/restart")
  String confirm(@PathVariable String id, Model model) {
    Allocation allocation = AllocationController.allocation(cluster.snapshot(), id);
    String action = NomadLinks.allocation(allocation.id()) + "/restart";
    model.addAttribute("name", cluster.snapshot().nameOf(allocation.job()));
    model.addAttribute("url", NomadLinks.allocation(allocation.id()));
    model.addAttribute("summary", AllocationStopController.summary(allocation));
    model.addAttribute("task", FormField.empty("task", "Task", null));
    model.addAttribute("tasks", choices(allocation));
    model.addAttribute("syncStatus", SyncStatusBanner.of(cluster.syncStatus(), clock));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            action,
            "post",
            "Restart on " + AllocationPage.client(allocation),
            "Its progress is lost. It stays on the same client.",
            "Restart task",
            "rotate-clockwise",
            NomadLinks.allocation(allocation.id()),
            null,
            "nomad alloc restart " + allocation.shortId()));
    return "jobs/allocations/restart";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping("/nomad/allocations/{id}/restart")
  String restart(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      HttpServletResponse response) {
    Allocation allocation = AllocationController.allocation(cluster.snapshot(), id);
    return redirect.redirect(
        allocation,
        restart.restart(
            allocation, cluster.snapshot().nameOf(allocation.job()), task.isBlank() ? null : task),
        task.isBlank()
            ? "Restarting " + allocation.shortId() + "."
            : "Restarting task " + task + " of " + allocation.shortId() + ".",
        response);
  }

  /** Returns the options of the select; only "all" if the task names can't be read from Nomad. */
  private Map<String, String> choices(Allocation allocation) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", "All running tasks");
    tasks(allocation).stream()
        .filter(task -> task.state().equals("running"))
        .forEach(task -> choices.put(task.name(), task.name()));
    return choices;
  }

  private List<TaskState> tasks(Allocation allocation) {
    try {
      return queries
          .allocation(allocation.id())
          .map(NomadQueries.AllocationDetail::tasks)
          .orElse(List.of());
    } catch (RemoteSystemException e) {
      log.info("Could not read the tasks of allocation {}: {}", allocation.id(), e.getMessage());
      return List.of();
    }
  }
}
