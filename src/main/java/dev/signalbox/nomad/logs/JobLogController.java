package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.GroupDetail;
import dev.signalbox.nomad.NomadDetails.JobDetail;
import dev.signalbox.nomad.NomadDetails.TaskDetail;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.logs.Asking.Answer;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Problem;
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

/** The logs of a job's allocations in one. */
@Controller
@InSection(Section.JOBS)
class JobLogController {

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final LogTails tails;
  private final Asking asking;
  private final Clock clock;

  JobLogController(
      NomadCluster cluster, NomadDetails details, LogTails tails, Asking asking, Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.tails = tails;
    this.asking = asking;
    this.clock = clock;
  }

  @GetMapping("/nomad/job/log")
  String show(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      @RequestParam(name = "allocation", required = false) @Nullable List<String> chosen,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      Model model) {
    JobKey job = new JobKey(namespace, id);
    List<Allocation> allocations = allocations(job);
    Map<String, List<String>> tasks = Map.of();
    @Nullable Problem problem = null;
    switch (asking.ask("read the tasks of the job", () -> details.job(job))) {
      case Answer.Given<Optional<JobDetail>> given ->
          tasks = given.value().map(JobLogController::tasks).orElse(Map.of());
      case Answer.None<Optional<JobDetail>> none -> problem = none.problem();
    }
    JobLogChoice choice = JobLogChoice.of(job, allocations, chosen, tasks, task, stream);
    List<Source> sources = choice.sources();
    @Nullable LogDesk desk =
        sources.isEmpty()
            ? null
            : JobLogPage.desk(choice, tails.of(sources, LogDesk.names(sources)));
    model.addAttribute("page", JobLogPage.of(choice, desk, problem, trust(), clock));
    return "nomad/logs/job";
  }

  /** The heading again, from the view alone. */
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
            null,
            null,
            trust(),
            clock));
    return "nomad/logs/job :: heading";
  }

  private List<Allocation> allocations(JobKey job) {
    ClusterView view = cluster.view();
    List<Allocation> allocations = view.allocationsOf(job);
    if (allocations.isEmpty() && view.job(job).isEmpty()) {
      throw new NotFound("job", job.id(), "/nomad/jobs", "the jobs");
    }
    return allocations;
  }

  private TrustLine trust() {
    return TrustLine.of(cluster.trust(), clock);
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
