package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Each allocation's page; what its tasks did and use comes apart, for Nomad is asked for it. */
@Controller
@InSection(Section.JOBS)
class AllocationController {

  /** With this status htmx asks no more for what it asks for again and again. */
  private static final int NO_MORE = 286;

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final BuildClasses classes;
  private final CurrentVisitor visitors;
  private final Clock clock;

  AllocationController(
      NomadCluster cluster,
      NomadDetails details,
      BuildClasses classes,
      CurrentVisitor visitors,
      Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.classes = classes;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/allocations/{id}")
  String show(@PathVariable String id, Model model) {
    ClusterView view = cluster.view();
    model.addAttribute(
        "page",
        AllocationPage.of(
            allocation(view, id),
            view,
            classes::nameOf,
            visitors.visitor().orElseThrow(),
            TrustLine.of(cluster.trust(), clock),
            clock));
    return "nomad/allocations/show";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}")
  String panel(@PathVariable String id, Model model) {
    show(id, model);
    return "nomad/allocations/show :: allocation";
  }

  @GetMapping("/nomad/allocations/{id}/tasks")
  String tasks(@PathVariable String id, Model model) {
    Allocation one = allocation(cluster.view(), id);
    model.addAttribute(
        "page", TasksPage.of(details.allocation(one.id()).orElseThrow(() -> missing(id)), clock));
    return "nomad/allocations/tasks";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}/tasks")
  String tasksPanel(@PathVariable String id, HttpServletResponse response, Model model) {
    tasks(id, model);
    stopAskingOfWhatHasEnded(id, response);
    return "nomad/allocations/tasks :: tasks";
  }

  @GetMapping("/nomad/allocations/{id}/use")
  String use(@PathVariable String id, Model model) {
    Allocation one = allocation(cluster.view(), id);
    model.addAttribute("page", UsePage.of(one, details.allocationUse(one.id()), clock));
    return "nomad/allocations/use";
  }

  @Fragment
  @GetMapping("/nomad/allocations/{id}/use")
  String usePanel(@PathVariable String id, HttpServletResponse response, Model model) {
    if (stopAskingOfWhatHasEnded(id, response)) {
      return "nomad/allocations/use :: ended";
    }
    use(id, model);
    return "nomad/allocations/use :: use";
  }

  private boolean stopAskingOfWhatHasEnded(String id, HttpServletResponse response) {
    boolean ended = allocation(cluster.view(), id).terminal();
    if (ended) {
      response.setStatus(NO_MORE);
    }
    return ended;
  }

  static Allocation allocation(ClusterView view, String id) {
    return view.allocation(id).orElseThrow(() -> missing(id));
  }

  static NotFound missing(String id) {
    return new NotFound("allocation", id, "/nomad/jobs", "the list of jobs");
  }
}
