package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadQueries.TaskState;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ProblemPanel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of a failure of a job.
 *
 * @param outcome how the task ended, with its exit code
 * @param duration run time, or null if unknown
 * @param linesLabel what the lines are
 * @param lines the last error lines of the log, or its last lines if none looks like an error
 * @param problem why tasks or lines could not be read, or null
 */
record JobFailurePage(
    String job,
    String jobId,
    String jobUrl,
    String outcome,
    @Nullable String duration,
    String client,
    String clientUrl,
    String allocation,
    String allocationUrl,
    String firstErrorUrl,
    String linesLabel,
    List<String> lines,
    @Nullable ProblemPanel problem) {

  private static final int MAX_LINES = 10;

  static JobFailurePage of(
      Allocation failed,
      String name,
      @Nullable TaskState task,
      List<LogTail> ends,
      @Nullable ProblemPanel problem,
      Clock clock) {
    List<String> errors = lines(ends, true);
    return new JobFailurePage(
        name,
        failed.job().id(),
        NomadLinks.job(failed.job()),
        task == null ? "Failed." : TaskExit.sentence(task),
        AllocationStatusText.duration(failed, clock),
        failed.clientName().isEmpty() ? failed.clientId() : failed.clientName(),
        NomadLinks.client(failed.clientId()),
        failed.shortId(),
        NomadLinks.allocation(failed.id()),
        NomadLinks.firstError(failed.id()),
        errors.isEmpty() ? "Last lines" : "Last error lines",
        last(errors.isEmpty() ? lines(ends, false) : errors),
        problem == null ? unread(ends) : problem);
  }

  /** The lines of the first log that has any. */
  private static List<String> lines(List<LogTail> ends, boolean errorsOnly) {
    for (LogTail end : ends) {
      List<String> lines = new ArrayList<>();
      for (LogTail.Run run : end.runs()) {
        if (run.error() || !errorsOnly) {
          run.text().lines().forEach(lines::add);
        }
      }
      if (!lines.isEmpty()) {
        return lines;
      }
    }
    return List.of();
  }

  private static List<String> last(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
  }

  /** A problem is shown only if no log could be read. */
  private static @Nullable ProblemPanel unread(List<LogTail> ends) {
    return ends.stream().allMatch(end -> end.problem() != null)
        ? ends.stream().map(LogTail::problem).findFirst().orElse(null)
        : null;
  }
}
