package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Page of one allocation, rendered from the snapshot. Tasks and resource usage need a request to
 * Nomad and are loaded separately.
 */
@NomadPage
@Controller
@InSection(Section.JOBS)
class AllocationController {

  /** Response status that makes htmx stop polling. */
  private static final int STOP_POLLING = 286;

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final ResourceClasses classes;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final AllocationRestart restart;
  private final Clock clock;

  AllocationController(
      ClusterState cluster,
      NomadQueries queries,
      ResourceClasses classes,
      CurrentUserProvider visitors,
      DeniedCapabilities denied,
      AllocationRestart restart,
      Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.classes = classes;
    this.visitors = visitors;
    this.denied = denied;
    this.restart = restart;
    this.clock = clock;
  }

  @GetMapping("/nomad/allocations/{id}")
  String show(@PathVariable String id, Model model) {
    ClusterSnapshot snapshot = cluster.snapshot();
    Allocation allocation = allocation(snapshot, id);
    model.addAttribute(
        "page",
        AllocationPage.of(
            allocation,
            snapshot,
            classes::nameOf,
            visitors.nomadUser().orElseThrow(),
            denied.reason(DeniedCapabilities.ALLOC_LIFECYCLE, allocation.job().namespace()),
            SyncStatusBanner.of(cluster.syncStatus(), clock),
            clock));
    model.addAttribute("restartState", restart.state(id).orElse(null));
    return "jobs/allocations/show";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}")
  String panel(@PathVariable String id, Model model) {
    show(id, model);
    return "jobs/allocations/show :: allocation";
  }

  @GetMapping("/nomad/allocations/{id}/tasks")
  String tasks(@PathVariable String id, Model model) {
    ClusterSnapshot snapshot = cluster.snapshot();
    Allocation allocation = allocation(snapshot, id);
    model.addAttribute(
        "page",
        AllocationTasksPage.of(
            queries.allocation(allocation.id()).orElseThrow(() -> missing(id)),
            snapshot.nameOf(allocation.job()),
            clock));
    return "jobs/allocations/tasks";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}/tasks")
  String tasksPanel(@PathVariable String id, HttpServletResponse response, Model model) {
    tasks(id, model);
    stopPollingIfEnded(id, response);
    return "jobs/allocations/tasks :: tasks";
  }

  @GetMapping("/nomad/allocations/{id}/usage")
  String use(@PathVariable String id, Model model) {
    Allocation allocation = allocation(cluster.snapshot(), id);
    model.addAttribute(
        "page",
        AllocationUsagePage.of(allocation, queries.allocationUsage(allocation.id()), clock));
    return "jobs/allocations/usage";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}/usage")
  String usePanel(@PathVariable String id, HttpServletResponse response, Model model) {
    if (stopPollingIfEnded(id, response)) {
      return "jobs/allocations/usage :: ended";
    }
    use(id, model);
    return "jobs/allocations/usage :: use";
  }

  private boolean stopPollingIfEnded(String id, HttpServletResponse response) {
    boolean ended = allocation(cluster.snapshot(), id).isTerminal();
    if (ended) {
      response.setStatus(STOP_POLLING);
    }
    return ended;
  }

  static Allocation allocation(ClusterSnapshot snapshot, String id) {
    return snapshot.allocation(id).orElseThrow(() -> missing(id));
  }

  static ObjectNotFoundException missing(String id) {
    return new ObjectNotFoundException("allocation", id, "/nomad/jobs", "jobs");
  }
}
