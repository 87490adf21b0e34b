package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.allocations.AllocationWords;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;

/** How a job stands, in the words that all pages share. */
public final class JobWords {

  private JobWords() {}

  /**
   * As icon, word and colour.
   *
   * @param waiting how many of its allocations wait for a place
   */
  public static Status of(Job job, Standing standing, int waiting) {
    return switch (standing.state()) {
      case RUNNING ->
          waiting > 0
              ? Status.waiting("Running, " + waiting + " waiting")
              : AllocationWords.running(
                  standing.live() > 1 ? "Running, " + standing.live() + " at once" : "Running");
      case WAITING -> Status.waiting("Waiting");
      case DONE -> Status.ok("Done");
      case FAILED -> Status.bad("Failed");
      case PARTLY ->
          Status.bad(
              "Partly failed, " + (standing.failed() + standing.lost()) + " of " + standing.all());
      case LOST -> Status.bad("Lost with its client");
      case STOPPED -> Status.off("Stopped");
      case ENDED -> Status.unknown("Ended, how is not known");
      case TEMPLATE -> new Status(Tone.IDLE, "stack-2", job.periodic() ? "Periodic" : "Template");
      case STRANGE ->
          Status.unknown(job.statusDescription().isEmpty() ? "Unknown" : job.statusDescription());
    };
  }

  /** What the state means, in a sentence of the guide's kind. */
  public static String means(Job job, Standing standing) {
    return switch (standing.state()) {
      case RUNNING -> "Nomad has started it; the CI job has typically begun.";
      case WAITING ->
          "Nothing of it runs yet: there is no room for it, or the scheduler has not looked.";
      case DONE -> "It has ended, and everything of it ended well.";
      case FAILED -> "It has ended, and it failed.";
      case PARTLY -> "It has ended; some of it ended well, some failed.";
      case LOST -> "It has ended: the client that ran it went down.";
      case STOPPED -> "It was stopped before it ended by itself.";
      case ENDED -> "It has ended. Nomad has forgotten its allocations, so nobody can tell how.";
      case TEMPLATE ->
          job.periodic()
              ? "It runs nothing itself; it makes a job at each of its times."
              : "It runs nothing itself; a job is made from it for each build.";
      case STRANGE -> "Nomad uses a word that this console does not know.";
    };
  }
}
