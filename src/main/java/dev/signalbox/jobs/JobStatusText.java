package dev.signalbox.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;

/** Status texts of jobs, shared by all pages. */
public final class JobStatusText {

  private JobStatusText() {}

  /**
   * Returns the status badge of a job.
   *
   * @param waiting number of its queued allocations
   */
  public static StatusLabel of(Job job, JobResult result, int waiting) {
    return switch (result.state()) {
      case RUNNING ->
          waiting > 0
              ? StatusLabel.waiting("Running, " + waiting + " queued")
              : AllocationStatusText.running(
                  result.live() > 1 ? "Running (" + result.live() + " instances)" : "Running");
      case WAITING -> StatusLabel.waiting("Queued");
      case DONE -> StatusLabel.ok("Completed");
      case FAILED -> StatusLabel.bad("Failed");
      case PARTLY ->
          StatusLabel.bad(
              "Partly failed, " + (result.failed() + result.lost()) + " of " + result.all());
      case LOST -> StatusLabel.bad("Lost");
      case STOPPED -> StatusLabel.off("Stopped");
      case ENDED -> StatusLabel.unknown("Ended, outcome unknown");
      case TEMPLATE ->
          new StatusLabel(
              StatusTone.IDLE, "stack-2", job.periodic() ? "Periodic" : "Parameterized");
      case UNRECOGNIZED ->
          StatusLabel.unknown(
              job.statusDescription().isEmpty() ? "Unknown" : job.statusDescription());
    };
  }

  /** Explains the status in one sentence; empty if the badge says it all. */
  public static String explain(Job job, JobResult result) {
    return switch (result.state()) {
      case RUNNING, WAITING, DONE, FAILED -> "";
      case PARTLY -> "Some instances completed, some failed.";
      case LOST -> "Its client went down.";
      case STOPPED -> "It did not complete.";
      case ENDED -> "Its allocations were garbage-collected.";
      case TEMPLATE ->
          job.periodic()
              ? "A job is launched from it on a schedule."
              : "A job is dispatched from it for each build.";
      case UNRECOGNIZED -> "Unknown Nomad status.";
    };
  }
}
