package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Each job's page. What only Nomad tells comes apart, so that the page never waits. */
@Controller
@InSection(Section.JOBS)
class JobController {

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final WaitingReasons reasons;
  private final BuildClasses classes;
  private final CurrentVisitor visitors;
  private final Clock clock;

  JobController(
      NomadCluster cluster,
      NomadDetails details,
      WaitingReasons reasons,
      BuildClasses classes,
      CurrentVisitor visitors,
      Clock clock) {
    this.cluster = cluster;
    this.details = details;
    this.reasons = reasons;
    this.classes = classes;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/nomad/job")
  String show(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    JobKey key = new JobKey(namespace, id);
    ClusterView view = cluster.view();
    model.addAttribute(
        "page",
        JobPage.of(
            job(view, key),
            view,
            reasons.of(key),
            visitors.visitor().orElseThrow(),
            TrustLine.of(cluster.trust(), clock),
            clock));
    return "nomad/jobs/show";
  }

  @Fragment
  @GetMapping("/nomad/job")
  String panel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    show(id, namespace, model);
    return "nomad/jobs/show :: job";
  }

  @GetMapping("/nomad/job/definition")
  String definition(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    JobKey key = known(namespace, id);
    model.addAttribute(
        "page",
        DefinitionPage.of(key, details.job(key).orElseThrow(() -> missing(id)), classes::nameOf));
    return "nomad/jobs/definition";
  }

  @Fragment
  @GetMapping("/nomad/job/definition")
  String definitionPanel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    definition(id, namespace, model);
    return "nomad/jobs/definition :: definition";
  }

  @GetMapping("/nomad/job/evaluations")
  String evaluations(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    JobKey key = known(namespace, id);
    model.addAttribute("page", EvaluationsPage.of(key, details.evaluations(key), clock));
    return "nomad/jobs/evaluations";
  }

  @Fragment
  @GetMapping("/nomad/job/evaluations")
  String evaluationsPanel(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    evaluations(id, namespace, model);
    return "nomad/jobs/evaluations :: evaluations";
  }

  static Job job(ClusterView view, JobKey key) {
    return view.job(key).orElseThrow(() -> missing(key.id()));
  }

  static NotFound missing(String id) {
    return new NotFound("job", id, "/nomad/jobs", "the list of jobs");
  }

  /** Nomad is asked only for what the view knows. */
  private JobKey known(String namespace, String id) {
    return job(cluster.view(), new JobKey(namespace, id)).key();
  }
}
