package dev.signalbox.jobs;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Page of one job, rendered from the snapshot. Parts that need a request to Nomad (job spec and
 * evaluations) are loaded separately.
 */
@NomadPage
@Controller
@InSection(Section.JOBS)
class JobController {

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final WaitingReasons reasons;
  private final ResourceClasses classes;
  private final CurrentUserProvider visitors;
  private final DeniedCapabilities denied;
  private final Clock clock;

  JobController(
      ClusterState cluster,
      NomadQueries queries,
      WaitingReasons reasons,
      ResourceClasses classes,
      CurrentUserProvider visitors,
      DeniedCapabilities denied,
      Clock clock) {
    this.cluster = cluster;
    this.queries = queries;
    this.reasons = reasons;
    this.classes = classes;
    this.visitors = visitors;
    this.denied = denied;
    this.clock = clock;
  }

  @GetMapping("/nomad/job")
  String show(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    JobKey key = new JobKey(namespace, id);
    ClusterSnapshot snapshot = cluster.snapshot();
    model.addAttribute(
        "page",
        JobPage.of(
            job(snapshot, key),
            snapshot,
            reasons.of(key),
            visitors.nomadUser().orElseThrow(),
            denied.reason(DeniedCapabilities.SUBMIT_JOB, namespace),
            SyncStatusBanner.of(cluster.syncStatus(), clock),
            cluster.capabilities().hasNodePools(),
            clock));
    return "jobs/show";
  }

  @Fragment
  @GetMapping("/nomad/job")
  String panel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    show(id, namespace, model);
    return "jobs/show :: job";
  }

  @GetMapping("/nomad/job/definition")
  String definition(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    Job job = job(cluster.snapshot(), new JobKey(namespace, id));
    model.addAttribute(
        "page",
        JobSpecPage.of(
            job.key(),
            job.name(),
            queries.job(job.key()).orElseThrow(() -> missing(id)),
            classes::nameOf));
    return "jobs/definition";
  }

  @Fragment
  @GetMapping("/nomad/job/definition")
  String definitionPanel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    definition(id, namespace, model);
    return "jobs/definition :: definition";
  }

  @GetMapping("/nomad/job/evaluations")
  String evaluations(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    Job job = job(cluster.snapshot(), new JobKey(namespace, id));
    model.addAttribute(
        "page", EvaluationsPage.of(job.key(), job.name(), queries.evaluations(job.key()), clock));
    return "jobs/evaluations";
  }

  @Fragment
  @GetMapping("/nomad/job/evaluations")
  String evaluationsPanel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    evaluations(id, namespace, model);
    return "jobs/evaluations :: evaluations";
  }

  static Job job(ClusterSnapshot snapshot, JobKey key) {
    return snapshot.job(key).orElseThrow(() -> missing(key.id()));
  }

  static ObjectNotFoundException missing(String id) {
    return new ObjectNotFoundException("job", id, "/nomad/jobs", "jobs");
  }
}
