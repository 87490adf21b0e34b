package dev.signalbox.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.ui.ActionRedirect;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NomadPage;
import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import dev.signalbox.web.TypedName;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Stops a running or queued job, or purges an ended one, after a confirmation. The name of the job
 * is required to purge it and to kill more than one build.
 */
@NomadPage
@Controller
@InSection(Section.JOBS)
class JobStopController {

  private static final String HINT = "visible in the audit log";
  private static final int MAX_NAMED = 5;

  private final ClusterState cluster;
  private final JobStop stop;
  private final ActionRedirect redirect;
  private final Clock clock;

  JobStopController(ClusterState cluster, JobStop stop, ActionRedirect redirect, Clock clock) {
    this.cluster = cluster;
    this.stop = stop;
    this.redirect = redirect;
    this.clock = clock;
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping("/nomad/job/stop")
  String confirm(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      Model model) {
    Job job = JobController.job(cluster.snapshot(), new JobKey(namespace, id));
    return confirm(
        job,
        job.status() == JobStatus.DEAD,
        FormField.empty("reason", "Reason", HINT),
        null,
        model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @DeleteMapping("/nomad/job")
  String stop(
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "default") String namespace,
      @Valid @ModelAttribute("form") JobStopForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    Job job = JobController.job(cluster.snapshot(), new JobKey(namespace, id));
    boolean named =
        !requiresName(job, form.isPurge()) || TypedName.matches(form.typed(), job.name());
    if (errors.hasErrors() || !named) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(
          job,
          form.isPurge(),
          FormField.submitted(errors, "reason", "Reason", HINT),
          named ? null : "The name doesn't match " + job.name() + ".",
          model);
    }
    return redirect(
        stop.stop(job.key(), form.isPurge(), form.reason().strip()), job.key(), response);
  }

  private String redirect(JobStopOutcome outcome, JobKey job, HttpServletResponse response) {
    return switch (outcome) {
      case JobStopOutcome.Stopped done ->
          redirect.redirect(
              done.purged() ? "/nomad/jobs" : NomadLinks.job(job),
              FlashMessage.success(
                  done.purged() ? "Purged " + done.name() + "." : "Stopping " + done.name() + "."),
              ResourceType.JOBS,
              done.index(),
              response);
      case JobStopOutcome.AlreadyEnded ended ->
          redirect.redirect(
              NomadLinks.job(job),
              FlashMessage.error(ended.name() + " has already ended."),
              response);
      case JobStopOutcome.AlreadyGone gone ->
          redirect.redirect(
              "/nomad/jobs",
              FlashMessage.error("Job " + gone.id() + " is no longer in Nomad."),
              response);
    };
  }

  private List<Allocation> live(Job job) {
    return JobIndex.of(cluster.snapshot()).allocations(job.key()).stream()
        .filter(one -> !one.isTerminal())
        .toList();
  }

  /** Stopping a parameterized or periodic job prevents all further builds. */
  private boolean requiresName(Job job, boolean purge) {
    return purge || job.isTemplate() || live(job).size() > 1;
  }

  private String confirm(
      Job job, boolean purge, FormField reason, @Nullable String nameError, Model model) {
    List<Allocation> live = live(job);
    String button = purge ? "Purge job" : "Stop job";
    model.addAttribute("heading", (purge ? "Purge " : "Stop ") + job.name());
    model.addAttribute("id", job.key().id());
    model.addAttribute("name", job.name());
    model.addAttribute("url", NomadLinks.job(job.key()));
    model.addAttribute("reason", reason);
    model.addAttribute("purge", purge);
    model.addAttribute("wrong", nameError);
    model.addAttribute("syncStatus", SyncStatusBanner.of(cluster.syncStatus(), clock));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            NomadLinks.job(job.key()),
            "delete",
            title(job, live.size()),
            consequence(job, live),
            button,
            purge ? "trash" : "player-stop",
            NomadLinks.job(job.key()),
            requiresName(job, purge) ? job.name() : null,
            JobPage.command(purge ? "stop -purge" : "stop", job.key())));
    return "jobs/stop";
  }

  private static String title(Job job, int live) {
    if (job.isTemplate()) {
      return "Stop new dispatches";
    }
    return switch (live) {
      case 0 -> job.status() == JobStatus.DEAD ? "Purge this job" : "Cancel this queued job";
      case 1 -> "Kill 1 running build";
      default -> "Kill " + live + " running builds";
    };
  }

  private static String consequence(Job job, List<Allocation> live) {
    if (job.isTemplate()) {
      return "Dispatched jobs continue. New dispatches fail until the job is registered again.";
    }
    if (live.isEmpty()) {
      return job.status() == JobStatus.DEAD
          ? "It has already ended. Purging removes it and its logs from Nomad."
          : "It is removed from the queue.";
    }
    String named =
        live.stream()
            .limit(MAX_NAMED)
            .map(one -> one.name() + " on " + one.clientName())
            .collect(Collectors.joining(", "));
    int more = live.size() - MAX_NAMED;
    return named
        + (more > 0 ? " and " + more + " more" : "")
        + (live.size() == 1
            ? " is killed and not rescheduled. CircleCI will show it as failed."
            : " are killed and not rescheduled. CircleCI will show them as failed.");
  }

  /**
   * Form for stopping a job.
   *
   * @param purge whether to purge the job immediately
   * @param typed job name, as a confirmation
   */
  record JobStopForm(
      @NotBlank(message = "Enter a reason (saved in the audit log).")
          @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
          String reason,
      @Nullable Boolean purge,
      @Nullable String typed) {

    boolean isPurge() {
      return Boolean.TRUE.equals(purge);
    }
  }
}
