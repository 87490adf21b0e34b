package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.TaskState;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Field;
import dev.signalbox.web.InSection;
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

/** Restarting the tasks of an allocation: asked first. */
@Controller
@InSection(Section.JOBS)
class AllocationRestartController {

  private static final Logger log = LoggerFactory.getLogger(AllocationRestartController.class);

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final AllocationRestart restart;
  private final ActAnswer answer;
  private final Clock clock;

  AllocationRestartController(
      NomadCluster cluster,
      NomadDetails details,
      AllocationRestart restart,
      ActAnswer answer,
      Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.restart = restart;
    this.answer = answer;
    this.clock = clock;
  }

  @Dangerous
  @GetMapping("/nomad/allocations/{id}/restart")
  String ask(@PathVariable String id, Model model) {
    Allocation one = AllocationController.allocation(cluster.view(), id);
    String action = NomadLinks.allocation(one.id()) + "/restart";
    model.addAttribute("name", one.name());
    model.addAttribute("url", NomadLinks.allocation(one.id()));
    model.addAttribute("truth", AllocationStopController.truth(one));
    model.addAttribute("task", Field.empty("task", "Task", null));
    model.addAttribute("tasks", choices(one));
    model.addAttribute("trust", TrustLine.of(cluster.trust(), clock));
    model.addAttribute(
        "confirm",
        new Confirm(
            action,
            "post",
            "It is killed and begins anew on " + AllocationPage.client(one),
            "What it has done so far is lost. It stays where it is and keeps its room.",
            "Restart",
            "rotate-clockwise",
            NomadLinks.allocation(one.id()),
            null,
            "nomad alloc restart " + one.shortId()));
    return "nomad/allocations/restart";
  }

  @Dangerous
  @PostMapping("/nomad/allocations/{id}/restart")
  String restart(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      HttpServletResponse response) {
    Allocation one = AllocationController.allocation(cluster.view(), id);
    return answer.to(
        one,
        restart.restart(one, task.isBlank() ? null : task),
        task.isBlank()
            ? one.shortId() + " is restarted."
            : "Task " + task + " of " + one.shortId() + " is restarted.",
        response);
  }

  /** What is sent and what is read; all tasks alone where Nomad does not tell their names. */
  private Map<String, String> choices(Allocation one) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("", "All that run");
    tasks(one).stream()
        .filter(task -> task.state().equals("running"))
        .forEach(task -> choices.put(task.name(), task.name()));
    return choices;
  }

  private List<TaskState> tasks(Allocation one) {
    try {
      return details
          .allocation(one.id())
          .map(NomadDetails.AllocationDetail::tasks)
          .orElse(List.of());
    } catch (OutsideWorldException e) {
      log.info("The tasks cannot be chosen one by one: {}", e.getMessage());
      return List.of();
    }
  }
}
