package dev.signalbox.logs;

import dev.signalbox.logs.TimeLimitedQueries.QueryResult;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.AllocationDetail;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.web.Fragment;
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
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows why the newest failed allocation of a job failed: exit code, duration, client and the last
 * error lines of its log.
 */
@NomadPage
@Controller
@InSection(Section.JOBS)
class JobFailureController {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final LogTails tails;
  private final TimeLimitedQueries timeLimited;
  private final Clock clock;

  JobFailureController(
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

  @GetMapping("/nomad/job/failure")
  String show(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    ClusterSnapshot snapshot = cluster.snapshot();
    JobKey job = new JobKey(namespace, id);
    Allocation failed =
        snapshot.allocationsOf(job).stream()
            .filter(one -> one.status() == AllocationStatus.FAILED)
            .findFirst()
            .orElseThrow(
                () -> new ObjectNotFoundException("failure of job", id, "/nomad/jobs", "jobs"));
    model.addAttribute("page", page(failed, snapshot.nameOf(job)));
    return "logs/failure";
  }

  @Fragment
  @GetMapping("/nomad/job/failure")
  String panel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    show(id, namespace, model);
    return "logs/failure :: failure";
  }

  private JobFailurePage page(Allocation failed, String name) {
    @Nullable ProblemPanel problem = null;
    @Nullable TaskState task = null;
    switch (timeLimited.run(
        "read the tasks of the allocation", () -> queries.allocation(failed.id()))) {
      case QueryResult.Completed<Optional<AllocationDetail>> completed ->
          task = completed.value().map(JobFailureController::failedTask).orElse(null);
      case QueryResult.Failed<Optional<AllocationDetail>> unread -> problem = unread.problem();
    }
    List<LogTail> ends =
        task == null
            ? List.of()
            : tails.of(StreamChoice.BOTH.of(failed.id(), task.name()), List.of("stderr", "stdout"));
    return JobFailurePage.of(failed, name, task, ends, problem, clock);
  }

  /** Returns the first task that failed, or else the first task; null if there is none. */
  private static @Nullable TaskState failedTask(AllocationDetail detail) {
    return detail.tasks().stream()
        .filter(TaskState::failed)
        .findFirst()
        .or(() -> detail.tasks().stream().findFirst())
        .orElse(null);
  }
}
