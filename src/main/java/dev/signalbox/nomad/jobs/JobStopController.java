package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Field;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Stopping a job: asked first, by name. */
@Controller
@InSection(Section.JOBS)
class JobStopController {

  private static final Logger log = LoggerFactory.getLogger(JobStopController.class);

  /** How long the next page may take to know what was done. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String HINT = "kept in the audit log";
  private static final String PURGE = "Have Nomad forget it at once";
  private static final String PURGE_HINT =
      "its allocations and their logs can no longer be found; otherwise it is kept for some hours";
  private static final int NAMED = 5;

  private final NomadCluster cluster;
  private final JobStop stop;
  private final FlashCookie flashes;
  private final Clock clock;

  JobStopController(NomadCluster cluster, JobStop stop, FlashCookie flashes, Clock clock) {
    this.cluster = cluster;
    this.stop = stop;
    this.flashes = flashes;
    this.clock = clock;
  }

  @Dangerous
  @GetMapping("/nomad/job/stop")
  String ask(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    return ask(
        JobController.job(cluster.view(), new JobKey(namespace, id)),
        Field.empty("reason", "Reason", HINT),
        Field.empty("purge", PURGE, PURGE_HINT),
        null,
        model);
  }

  @Dangerous
  @DeleteMapping("/nomad/job")
  String stop(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      @Valid @ModelAttribute("form") JobStopForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Job job = JobController.job(cluster.view(), new JobKey(namespace, id));
    boolean named = Objects.equals(form.typed(), job.name());
    if (errors.hasErrors() || !named) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return ask(
          job,
          Field.sent(errors, "reason", "Reason", HINT),
          Field.sent(errors, "purge", PURGE, PURGE_HINT),
          named ? null : "The name was not " + job.name() + ".",
          model);
    }
    return answer(stop.stop(job.key(), form.purges(), form.reason().strip()), job.key(), response);
  }

  private String answer(StopOutcome outcome, JobKey job, HttpServletResponse response) {
    return switch (outcome) {
      case StopOutcome.Stopped done -> {
        if (done.index() > 0 && !cluster.awaits(done.index(), PATIENCE)) {
          log.info("The view does not hold index {} yet; the page follows.", done.index());
        }
        flashes.say(
            response,
            Flash.done(
                done.purged()
                    ? done.name() + " is stopped, and Nomad forgets it."
                    : done.name() + " is being stopped."));
        yield "redirect:" + (done.purged() ? "/nomad/jobs" : NomadLinks.job(job));
      }
      case StopOutcome.EndedAlready ended -> {
        flashes.say(
            response, Flash.refused(ended.name() + " has ended already; nothing was stopped."));
        yield "redirect:" + NomadLinks.job(job);
      }
      case StopOutcome.GoneAlready gone -> {
        flashes.say(response, Flash.refused("Nomad knows no job " + gone.id() + " any more."));
        yield "redirect:/nomad/jobs";
      }
    };
  }

  private String ask(Job job, Field reason, Field purge, @Nullable String wrong, Model model) {
    List<Allocation> live =
        JobIndex.of(cluster.view()).allocations(job.key()).stream()
            .filter(one -> !one.terminal())
            .toList();
    model.addAttribute("name", job.name());
    model.addAttribute("url", NomadLinks.job(job.key()));
    model.addAttribute("reason", reason);
    model.addAttribute("purge", purge);
    model.addAttribute("wrong", wrong);
    model.addAttribute("trust", TrustLine.of(cluster.trust(), clock));
    model.addAttribute(
        "confirm",
        new Confirm(
            NomadLinks.job(job.key()),
            "delete",
            title(job, live.size()),
            consequence(job, live),
            "Stop this job",
            "player-stop",
            NomadLinks.job(job.key()),
            job.name(),
            JobPage.command("stop", job.key())));
    return "nomad/jobs/stop";
  }

  private static String title(Job job, int live) {
    if (job.template()) {
      return "No job is made from it any more";
    }
    return switch (live) {
      case 0 -> "Nothing of it runs";
      case 1 -> "1 build dies";
      default -> live + " builds die";
    };
  }

  private static String consequence(Job job, List<Allocation> live) {
    if (job.template()) {
      return "Jobs that were made from it go on; whoever wants to make another is refused until"
          + " the template is submitted again.";
    }
    if (live.isEmpty()) {
      return job.status() == JobStatus.DEAD
          ? "It has ended. Only to have Nomad forget it can be done still."
          : "It leaves the queue and is not placed any more.";
    }
    String named =
        live.stream()
            .limit(NAMED)
            .map(one -> one.name() + " on " + one.clientName())
            .collect(Collectors.joining(", "));
    int more = live.size() - NAMED;
    return "What runs is killed and not placed again: "
        + named
        + (more > 0 ? " and " + more + " more" : "")
        + ". The CI server sees the build fail.";
  }
}
