package dev.signalbox.logs;

import dev.signalbox.logs.LogPart.From;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.StatusLabel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page with the merged logs of a job.
 *
 * @param choices a checkbox for each allocation, newest first
 * @param others the number of allocations beyond the maximum number of checkboxes
 * @param note a note on logs that are left out, or null
 * @param empty the empty state, or null
 */
record JobLogPage(
    String title,
    String summary,
    String name,
    String id,
    String namespace,
    String stream,
    String task,
    String jobUrl,
    List<FilterChip> sets,
    List<FilterChip> tasks,
    List<FilterChip> streams,
    List<Choice> choices,
    int others,
    String zipUrl,
    @Nullable String note,
    FreshnessBanner syncStatus,
    @Nullable EmptyState empty,
    @Nullable ProblemPanel problem,
    @Nullable LogViewer viewer) {

  private static final int MAX_CHOICES = 60;
  private static final String BEGINNING = "&from=start";

  /** An allocation that can be selected. */
  record Choice(String id, String label, String where, StatusLabel status, boolean on) {}

  static JobLogPage of(
      JobLogChoice choice,
      String name,
      @Nullable LogViewer viewer,
      @Nullable ProblemPanel problem,
      FreshnessBanner syncStatus,
      Clock clock) {
    List<Allocation> all = choice.allocations();
    return new JobLogPage(
        "Logs · " + name,
        summary(choice),
        name,
        choice.job().id(),
        choice.job().namespace(),
        choice.stream().code(),
        choice.task(),
        NomadLinks.job(choice.job()),
        sets(choice),
        tasks(choice),
        Arrays.stream(StreamChoice.values())
            .map(
                one ->
                    new FilterChip(
                        one.code(),
                        null,
                        url(choice, selection(choice), choice.task(), one),
                        one == choice.stream()))
            .toList(),
        all.stream()
            .limit(MAX_CHOICES)
            .map(
                one ->
                    new Choice(
                        one.id(),
                        one.shortId(),
                        AllocationContext.describe(one, clock),
                        AllocationStatusText.of(one),
                        choice.selected().contains(one.id())))
            .toList(),
        Math.max(0, all.size() - MAX_CHOICES),
        NomadLinks.jobLog(choice.job()).replace("/log?", "/log.zip?"),
        choice.leftOut() == 0
            ? null
            : "%d logs are left out. A page shows up to %d."
                .formatted(choice.leftOut(), LogSources.MAX_LOGS),
        syncStatus,
        all.isEmpty()
            ? new EmptyState(
                "No logs",
                "This job has no allocations: it is still queued, or Nomad has garbage-collected"
                    + " them.",
                "Open job",
                NomadLinks.job(choice.job()))
            : null,
        problem,
        viewer);
  }

  static LogViewer viewer(JobLogChoice choice, From from, List<LogTail> tails) {
    List<Source> sources = choice.sources();
    String url = url(choice, selection(choice), choice.task(), choice.stream());
    boolean isBeginning = from == From.START;
    return new LogViewer(
        from,
        "/nomad/job/log/stream?"
            + sources.stream()
                .map(source -> "source=" + encoded(LogSources.name(source)))
                .collect(Collectors.joining("&"))
            + (isBeginning ? BEGINNING : ""),
        isBeginning ? url : url + BEGINNING,
        LogViewer.labels(sources),
        LogViewer.names(sources),
        tails,
        isBeginning ? url + BEGINNING : url,
        NomadLinks.jobLog(choice.job()).replace("/log?", "/log.zip?"),
        "Download all (.zip)");
  }

  private static String summary(JobLogChoice choice) {
    int all = choice.allocations().size();
    String of =
        all == 1 ? "1 allocation" : choice.selected().size() + " of " + all + " allocations";
    String what =
        choice.stream() == StreamChoice.BOTH ? "stderr and stdout" : choice.stream().code();
    return (all == 0 ? "No allocations" : what + ", " + of) + " · " + choice.job().id();
  }

  private static List<FilterChip> sets(JobLogChoice choice) {
    int all = choice.allocations().size();
    if (all < 2) {
      return List.of();
    }
    List<FilterChip> sets = new ArrayList<>();
    JobLogChoice newest =
        JobLogChoice.of(
            choice.job(), choice.allocations(), null, choice.tasks(), choice.task(), "");
    sets.add(
        new FilterChip(
            "Latest",
            1L,
            url(choice, "", choice.task(), choice.stream()),
            choice.selected().equals(newest.selected())));
    sets.add(
        new FilterChip(
            "All",
            (long) all,
            url(choice, "&allocation=" + JobLogChoice.ALL, choice.task(), choice.stream()),
            choice.isAllSelected()));
    return sets;
  }

  private static List<FilterChip> tasks(JobLogChoice choice) {
    List<String> names = choice.taskNames();
    if (names.size() < 2) {
      return List.of();
    }
    List<FilterChip> chips = new ArrayList<>();
    chips.add(
        new FilterChip(
            "All tasks",
            null,
            url(choice, selection(choice), "", choice.stream()),
            choice.task().isEmpty()));
    for (String name : names) {
      chips.add(
          new FilterChip(
              name,
              null,
              url(choice, selection(choice), name, choice.stream()),
              name.equals(choice.task())));
    }
    return chips;
  }

  private static String selection(JobLogChoice choice) {
    return choice.isAllSelected()
        ? "&allocation=" + JobLogChoice.ALL
        : choice.selectedAllocations().stream()
            .map(one -> "&allocation=" + encoded(one.id()))
            .collect(Collectors.joining());
  }

  private static String url(
      JobLogChoice choice, String selection, String task, StreamChoice stream) {
    return NomadLinks.jobLog(choice.job())
        + selection
        + (task.isEmpty() ? "" : "&task=" + encoded(task))
        + "&stream="
        + stream.code();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
