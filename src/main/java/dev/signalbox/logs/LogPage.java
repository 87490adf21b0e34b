package dev.signalbox.logs;

import dev.signalbox.logs.LogPart.From;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.StatusLabel;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page with the log of an allocation.
 *
 * @param logs the selected logs
 * @param where the client and the time, updated live
 * @param tasks a filter for each task, empty if there is only one
 * @param problem why the tasks could not be loaded, or null
 * @param viewer the log viewer, or null if no task is known
 */
record LogPage(
    String title,
    String logs,
    String where,
    StatusLabel status,
    String allocation,
    String allocationUrl,
    String jobLogUrl,
    List<FilterChip> tasks,
    List<FilterChip> streams,
    String zipUrl,
    String command,
    FreshnessBanner syncStatus,
    @Nullable ProblemPanel problem,
    @Nullable LogViewer viewer) {

  static LogPage of(
      Allocation allocation,
      String job,
      LogChoice choice,
      @Nullable LogViewer viewer,
      @Nullable ProblemPanel problem,
      FreshnessBanner syncStatus,
      Clock clock) {
    ListUrl url = url(allocation.id(), choice);
    return new LogPage(
        "Logs · " + job,
        logs(choice) + " · " + allocation.name(),
        AllocationContext.describe(allocation, clock),
        AllocationStatusText.of(allocation),
        allocation.shortId(),
        NomadLinks.allocation(allocation.id()),
        NomadLinks.jobLog(allocation.job()),
        choice.tasks().size() < 2
            ? List.of()
            : choice.tasks().stream()
                .map(
                    task ->
                        new FilterChip(
                            task,
                            null,
                            url.with("task", task).toString(),
                            task.equals(choice.task())))
                .toList(),
        Arrays.stream(StreamChoice.values())
            .map(
                one ->
                    new FilterChip(
                        one.code(),
                        null,
                        url.with("stream", one.code()).toString(),
                        one == choice.stream()))
            .toList(),
        NomadLinks.log(allocation.id()) + ".zip",
        "nomad alloc logs -f%s %s %s"
            .formatted(
                choice.stream() == StreamChoice.STDOUT ? "" : " -stderr",
                allocation.id(),
                choice.task()),
        syncStatus,
        problem,
        viewer);
  }

  static LogViewer viewer(Allocation allocation, LogChoice choice, From from, List<LogTail> tails) {
    List<Source> sources = choice.sources(allocation.id());
    ListUrl url = url(allocation.id(), choice);
    ListUrl beginning = url.with("from", "start");
    ListUrl shown = from == From.START ? beginning : url;
    boolean one = sources.size() == 1;
    return new LogViewer(
        from,
        new ListUrl(NomadLinks.log(allocation.id()) + "/stream", shown.parameters()).toString(),
        (from == From.START ? url : beginning).toString(),
        LogViewer.labels(sources),
        LogViewer.names(sources),
        tails,
        shown.toString(),
        one
            ? new ListUrl(NomadLinks.log(allocation.id()) + ".txt", url.parameters()).toString()
            : NomadLinks.log(allocation.id()) + ".zip",
        one ? "Download " + choice.stream().code() : "Download all (.zip)");
  }

  private static ListUrl url(String id, LogChoice choice) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("task", choice.task());
    parameters.put("stream", choice.stream().code());
    return new ListUrl(NomadLinks.log(id), parameters);
  }

  private static String logs(LogChoice choice) {
    return choice.task().isEmpty()
        ? "No tasks known"
        : (choice.stream() == StreamChoice.BOTH ? "stderr and stdout" : choice.stream().code())
            + " of task "
            + choice.task();
  }
}
