package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.AllocationDetail;
import dev.signalbox.nomad.NomadDetails.TaskState;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.logs.Asking.Answer;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The log of one allocation. */
@Controller
@InSection(Section.JOBS)
class LogController {

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final LogTails tails;
  private final Asking asking;
  private final Clock clock;

  LogController(
      NomadCluster cluster, NomadDetails details, LogTails tails, Asking asking, Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.tails = tails;
    this.asking = asking;
    this.clock = clock;
  }

  @GetMapping("/nomad/allocations/{id}/log")
  String show(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      Model model) {
    Allocation allocation = allocation(id);
    List<String> tasks = List.of();
    @Nullable Problem problem = null;
    switch (asking.ask("read the tasks of the allocation", () -> details.allocation(id))) {
      case Answer.Given<Optional<AllocationDetail>> given ->
          tasks =
              given
                  .value()
                  .map(whole -> whole.tasks().stream().map(TaskState::name).toList())
                  .orElse(List.of());
      case Answer.None<Optional<AllocationDetail>> none -> problem = none.problem();
    }
    LogChoice choice = LogChoice.of(tasks, task, stream);
    List<Source> sources = choice.sources(id);
    @Nullable LogDesk desk =
        sources.isEmpty()
            ? null
            : LogPage.desk(allocation, choice, tails.of(sources, LogDesk.names(sources)));
    model.addAttribute("page", LogPage.of(allocation, choice, desk, problem, trust(), clock));
    return "nomad/logs/show";
  }

  /** The heading again, from the view alone: the lines come by themselves. */
  @Fragment
  @GetMapping("/nomad/allocations/{id}/log")
  String heading(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      Model model) {
    model.addAttribute(
        "page",
        LogPage.of(
            allocation(id), LogChoice.of(List.of(), task, stream), null, null, trust(), clock));
    return "nomad/logs/show :: heading";
  }

  private TrustLine trust() {
    return TrustLine.of(cluster.trust(), clock);
  }

  private Allocation allocation(String id) {
    return cluster
        .view()
        .allocation(id)
        .orElseThrow(() -> new NotFound("allocation", id, "/nomad/jobs", "the jobs"));
  }
}
