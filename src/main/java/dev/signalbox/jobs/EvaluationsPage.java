package dev.signalbox.jobs;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.PlacementFailureText;
import dev.signalbox.web.FirstRows;
import dev.signalbox.web.RawText;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** View model of the evaluations of a job, as read from Nomad. */
record EvaluationsPage(String id, String name, String url, FirstRows<Line> evaluations) {

  private static final int MAX_ROWS = 100;
  private static final int MAX_RESULT_CHARS = 1_000;

  static EvaluationsPage of(JobKey key, String name, List<Evaluation> evaluations, Clock clock) {
    return new EvaluationsPage(
        key.id(),
        name,
        NomadLinks.job(key),
        FirstRows.of(
            evaluations.stream().map(evaluation -> Line.of(evaluation, clock)),
            evaluations.size(),
            MAX_ROWS));
  }

  record Line(
      String id, StatusLabel status, String trigger, String result, @Nullable TimestampView at) {

    static Line of(Evaluation evaluation, Clock clock) {
      return new Line(
          evaluation.id().length() <= 8 ? evaluation.id() : evaluation.id().substring(0, 8),
          status(evaluation.status()),
          trigger(evaluation.triggeredBy()),
          RawText.shorten(result(evaluation), MAX_RESULT_CHARS),
          TimestampView.ofNullable(evaluation.createdAt(), clock));
    }

    private static StatusLabel status(Evaluation.Status status) {
      return switch (status) {
        case BLOCKED -> StatusLabel.waiting("Blocked");
        case PENDING -> StatusLabel.waiting("Pending");
        case COMPLETE -> StatusLabel.ok("Complete");
        case FAILED -> StatusLabel.bad("Failed");
        case CANCELED -> StatusLabel.off("Canceled");
      };
    }

    private static String result(Evaluation evaluation) {
      if (!evaluation.failures().isEmpty()) {
        return evaluation.failures().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> notPlaced(entry.getKey(), PlacementFailureText.of(entry.getValue())))
            .collect(Collectors.joining("; "));
      }
      return evaluation.statusDescription();
    }

    private static String notPlaced(String group, String why) {
      return group + " not placed" + (why.isEmpty() ? "" : ": " + why);
    }

    /** Describes Nomad's {@code TriggeredBy} value, which follows in parentheses. */
    private static String trigger(String triggeredBy) {
      String text =
          switch (triggeredBy) {
            case "job-register" -> "job registered";
            case "job-deregister" -> "job deregistered";
            case "periodic-job" -> "periodic launch";
            case "node-drain" -> "client drained";
            case "node-update" -> "client updated";
            case "alloc-stop" -> "allocation stopped";
            case "alloc-failure" -> "allocation failed";
            case "queued-allocs" -> "blocked, waiting for capacity";
            case "preemption" -> "preempted";
            case "max-plan-attempts" -> "too many plan conflicts";
            case "failed-follow-up" -> "retry of a failed evaluation";
            case "max-disconnect-timeout" -> "client disconnected";
            case "reconnect" -> "client reconnected";
            case "deployment-watcher" -> "deployment updated";
            case "job-scaling" -> "job scaled";
            case "scheduled" -> "scheduled";
            default -> "";
          };
      return text.isEmpty() || text.equals(triggeredBy)
          ? triggeredBy
          : text + " (" + triggeredBy + ")";
    }
  }
}
