package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.queue.FailureWords;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the scheduler did about a job, ready to print; asked of Nomad. */
record EvaluationsPage(String name, String url, List<Line> evaluations) {

  static EvaluationsPage of(JobKey key, List<Evaluation> evaluations, Clock clock) {
    return new EvaluationsPage(
        key.id(),
        NomadLinks.job(key),
        evaluations.stream().map(one -> Line.of(one, clock)).toList());
  }

  /** One look of the scheduler. */
  record Line(String id, Status status, String because, String told, @Nullable Moment at) {

    static Line of(Evaluation one, Clock clock) {
      return new Line(
          one.id().length() <= 8 ? one.id() : one.id().substring(0, 8),
          status(one.status()),
          because(one.triggeredBy()),
          told(one),
          Moment.ofNullable(one.createdAt(), clock));
    }

    private static Status status(Evaluation.Status status) {
      return switch (status) {
        case BLOCKED -> Status.waiting("Waits for room");
        case PENDING -> Status.waiting("To be looked at");
        case COMPLETE -> Status.ok("Done");
        case FAILED -> Status.bad("Failed");
        case CANCELED -> Status.off("Not needed");
      };
    }

    private static String told(Evaluation one) {
      if (!one.failures().isEmpty()) {
        return one.failures().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> noPlace(entry.getKey(), FailureWords.of(entry.getValue())))
            .collect(Collectors.joining("; "));
      }
      return one.statusDescription();
    }

    private static String noPlace(String group, String why) {
      return "no place for " + group + (why.isEmpty() ? "" : ": " + why);
    }

    /** Nomad's words for why the scheduler looked. */
    private static String because(String word) {
      return switch (word) {
        case "job-register" -> "the job was submitted";
        case "job-deregister" -> "the job was stopped";
        case "periodic-job" -> "its time came";
        case "node-drain" -> "a client is drained";
        case "node-update" -> "a client changed";
        case "alloc-stop" -> "an allocation was stopped";
        case "alloc-failure" -> "an allocation failed";
        case "queued-allocs" -> "allocations wait for room";
        case "preemption" -> "a more important job took its room";
        case "max-plan-attempts" -> "plans collided too often";
        case "failed-follow-up" -> "an evaluation failed before";
        case "max-disconnect-timeout", "reconnect" -> "a client was away";
        case "deployment-watcher" -> "a deployment went on";
        case "job-scaling" -> "the job was scaled";
        case "scheduled" -> "it was planned";
        default -> word;
      };
    }
  }
}
