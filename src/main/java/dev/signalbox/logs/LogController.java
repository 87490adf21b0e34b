package dev.signalbox.logs;

import dev.signalbox.logs.LogPart.From;
import dev.signalbox.logs.TimeLimitedQueries.QueryResult;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.AllocationDetail;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.ProblemPanel;
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

/** Shows the log of an allocation. */
@NomadPage
@Controller
@InSection(Section.JOBS)
class LogController {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final LogTails tails;
  private final TimeLimitedQueries timeLimited;
  private final Clock clock;

  LogController(
      ClusterState cluster,
      NomadQueries queries,
      LogTails tails,
      TimeLimitedQueries timeLimited,
      Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.tails = tails;
    this.timeLimited = timeLimited;
    this.clock = clock;
  }

  @GetMapping("/nomad/allocations/{id}/log")
  String show(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "") String from,
      Model model) {
    Allocation allocation = allocation(id);
    List<String> tasks = List.of();
    @Nullable ProblemPanel problem = null;
    switch (timeLimited.run("read the tasks of the allocation", () -> queries.allocation(id))) {
      case QueryResult.Completed<Optional<AllocationDetail>> completed ->
          tasks =
              completed
                  .value()
                  .map(detail -> detail.tasks().stream().map(TaskState::name).toList())
                  .orElse(List.of());
      case QueryResult.Failed<Optional<AllocationDetail>> failed -> problem = failed.problem();
    }
    LogChoice choice = LogChoice.of(tasks, task, stream);
    List<Source> sources = choice.sources(id);
    @Nullable LogViewer viewer =
        sources.isEmpty()
            ? null
            : LogPage.viewer(
                allocation, choice, From.of(from), tails.of(sources, LogViewer.names(sources)));
    model.addAttribute(
        "page",
        LogPage.of(allocation, name(allocation), choice, viewer, problem, syncStatus(), clock));
    return "logs/show";
  }

  /** Renders the heading from the snapshot. Lines are streamed separately. */
  @Fragment
  @GetMapping("/nomad/allocations/{id}/log")
  String heading(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      Model model) {
    Allocation allocation = allocation(id);
    model.addAttribute(
        "page",
        LogPage.of(
            allocation,
            name(allocation),
            LogChoice.of(List.of(), task, stream),
            null,
            null,
            syncStatus(),
            clock));
    return "logs/show :: heading";
  }

  private String name(Allocation allocation) {
    return cluster.snapshot().nameOf(allocation.job());
  }

  private FreshnessBanner syncStatus() {
    return SyncStatusBanner.of(cluster.syncStatus(), clock);
  }

  private Allocation allocation(String id) {
    return cluster
        .snapshot()
        .allocation(id)
        .orElseThrow(() -> new ObjectNotFoundException("allocation", id, "/nomad/jobs", "jobs"));
  }
}
