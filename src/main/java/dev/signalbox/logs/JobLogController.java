package dev.signalbox.logs;

import dev.signalbox.logs.LogPart.From;
import dev.signalbox.logs.TimeLimitedQueries.QueryResult;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.GroupDetail;
import dev.signalbox.nomad.NomadQueries.JobDetail;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the merged logs of a job's allocations. */
@NomadPage
@Controller
@InSection(Section.JOBS)
class JobLogController {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final LogTails tails;
  private final TimeLimitedQueries timeLimited;
  private final Clock clock;

  JobLogController(
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

  @GetMapping("/nomad/job/log")
  String show(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      @RequestParam(name = "allocation", required = false) @Nullable List<String> chosen,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "") String from,
      Model model) {
    JobKey job = new JobKey(namespace, id);
    List<Allocation> allocations = allocations(job);
    Map<String, List<String>> tasks = Map.of();
    @Nullable ProblemPanel problem = null;
    switch (timeLimited.run("read the tasks of the job", () -> queries.job(job))) {
      case QueryResult.Completed<Optional<JobDetail>> completed ->
          tasks = completed.value().map(JobLogController::tasks).orElse(Map.of());
      case QueryResult.Failed<Optional<JobDetail>> failed -> problem = failed.problem();
    }
    JobLogChoice choice = JobLogChoice.of(job, allocations, chosen, tasks, task, stream);
    List<Source> sources = choice.sources();
    @Nullable LogViewer viewer =
        sources.isEmpty()
            ? null
            : JobLogPage.viewer(choice, From.of(from), tails.of(sources, LogViewer.names(sources)));
    model.addAttribute(
        "page",
        JobLogPage.of(
            choice, cluster.snapshot().nameOf(job), viewer, problem, syncStatus(), clock));
    return "logs/job";
  }

  /** Renders the allocations and the freshness from the snapshot, without requests to Nomad. */
  @Fragment
  @GetMapping("/nomad/job/log")
  String heading(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      @RequestParam(name = "allocation", required = false) @Nullable List<String> chosen,
      Model model) {
    JobKey job = new JobKey(namespace, id);
    model.addAttribute(
        "page",
        JobLogPage.of(
            JobLogChoice.of(job, allocations(job), chosen, Map.of(), "", ""),
            cluster.snapshot().nameOf(job),
            null,
            null,
            syncStatus(),
            clock));
    return "logs/_live :: job";
  }

  private List<Allocation> allocations(JobKey job) {
    ClusterSnapshot snapshot = cluster.snapshot();
    List<Allocation> allocations = snapshot.allocationsOf(job);
    if (allocations.isEmpty() && snapshot.job(job).isEmpty()) {
      throw new ObjectNotFoundException("job", job.id(), "/nomad/jobs", "jobs");
    }
    return allocations;
  }

  private FreshnessBanner syncStatus() {
    return SyncStatusBanner.of(cluster.syncStatus(), clock);
  }

  private static Map<String, List<String>> tasks(JobDetail job) {
    return job.groups().stream()
        .collect(
            Collectors.toMap(
                GroupDetail::name,
                group -> group.tasks().stream().map(TaskDetail::name).toList(),
                (one, other) -> one));
  }
}
