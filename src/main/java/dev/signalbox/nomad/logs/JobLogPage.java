package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.allocations.AllocationWords;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a job in one, ready to print.
 *
 * @param choices a box for each allocation, newest first
 * @param others how many allocations have no box, for there are too many
 * @param note what is left out, or null
 * @param empty why there is nothing, or null
 */
record JobLogPage(
    String title,
    String truth,
    String id,
    String namespace,
    String stream,
    String task,
    String jobUrl,
    List<Chip> sets,
    List<Chip> tasks,
    List<Chip> streams,
    List<Choice> choices,
    int others,
    String zipUrl,
    @Nullable String note,
    TrustLine trust,
    @Nullable Empty empty,
    @Nullable Problem problem,
    @Nullable LogDesk desk) {

  private static final int BOXES = 60;

  /** An allocation that can be looked at. */
  record Choice(String id, String label, String where, Status status, boolean on) {}

  static JobLogPage of(
      JobLogChoice choice,
      @Nullable LogDesk desk,
      @Nullable Problem problem,
      TrustLine trust,
      Clock clock) {
    List<Allocation> all = choice.allocations();
    return new JobLogPage(
        "Logs of " + choice.job().id(),
        truth(choice),
        choice.job().id(),
        choice.job().namespace(),
        choice.stream().word(),
        choice.task(),
        NomadLinks.job(choice.job()),
        sets(choice),
        tasks(choice),
        Arrays.stream(StreamChoice.values())
            .map(
                one ->
                    new Chip(
                        one.word(),
                        null,
                        url(choice, selection(choice), choice.task(), one),
                        one == choice.stream()))
            .toList(),
        all.stream()
            .limit(BOXES)
            .map(
                one ->
                    new Choice(
                        one.id(),
                        one.shortId(),
                        Whereabouts.of(one, clock),
                        AllocationWords.of(one),
                        choice.chosen().contains(one.id())))
            .toList(),
        Math.max(0, all.size() - BOXES),
        NomadLinks.jobLog(choice.job()).replace("/log?", "/log.zip?"),
        choice.leftOut() == 0
            ? null
            : "%d of these logs are left out: a page merges %d at most."
                .formatted(choice.leftOut(), LogSources.MOST),
        trust,
        all.isEmpty()
            ? new Empty(
                "Nothing has run",
                "No allocation of this job is known, so nothing has written a log. It may wait for"
                    + " a place, or have ended so long ago that Nomad forgot it.",
                "Open the job",
                NomadLinks.job(choice.job()))
            : null,
        problem,
        desk);
  }

  static LogDesk desk(JobLogChoice choice, List<LogTail> tails) {
    List<Source> sources = choice.sources();
    return new LogDesk(
        "/nomad/job/log/stream?"
            + sources.stream()
                .map(source -> "source=" + encoded(LogSources.name(source)))
                .collect(Collectors.joining("&")),
        LogDesk.labels(sources),
        LogDesk.names(sources),
        tails,
        url(choice, selection(choice), choice.task(), choice.stream()),
        NomadLinks.jobLog(choice.job()).replace("/log?", "/log.zip?"),
        "Download all logs");
  }

  private static String truth(JobLogChoice choice) {
    int all = choice.allocations().size();
    String of =
        all == 1 ? "its one allocation" : choice.chosen().size() + " of " + all + " allocations";
    String what =
        choice.stream() == StreamChoice.BOTH ? "stderr and stdout" : choice.stream().word();
    return all == 0 ? "Nothing has run" : what + " of " + of + ", merged by arrival";
  }

  private static List<Chip> sets(JobLogChoice choice) {
    int all = choice.allocations().size();
    if (all < 2) {
      return List.of();
    }
    List<Chip> sets = new ArrayList<>();
    JobLogChoice newest =
        JobLogChoice.of(
            choice.job(), choice.allocations(), null, choice.tasks(), choice.task(), "");
    sets.add(
        new Chip(
            "Newest",
            1L,
            url(choice, "", choice.task(), choice.stream()),
            choice.chosen().equals(newest.chosen())));
    sets.add(
        new Chip(
            "All",
            (long) all,
            url(choice, "&allocation=" + JobLogChoice.ALL, choice.task(), choice.stream()),
            choice.all()));
    return sets;
  }

  private static List<Chip> tasks(JobLogChoice choice) {
    List<String> names = choice.taskNames();
    if (names.size() < 2) {
      return List.of();
    }
    List<Chip> chips = new ArrayList<>();
    chips.add(
        new Chip(
            "All tasks",
            null,
            url(choice, selection(choice), "", choice.stream()),
            choice.task().isEmpty()));
    for (String name : names) {
      chips.add(
          new Chip(
              name,
              null,
              url(choice, selection(choice), name, choice.stream()),
              name.equals(choice.task())));
    }
    return chips;
  }

  private static String selection(JobLogChoice choice) {
    return choice.all()
        ? "&allocation=" + JobLogChoice.ALL
        : choice.chosenOnes().stream()
            .map(one -> "&allocation=" + encoded(one.id()))
            .collect(Collectors.joining());
  }

  private static String url(
      JobLogChoice choice, String selection, String task, StreamChoice stream) {
    return NomadLinks.jobLog(choice.job())
        + selection
        + (task.isEmpty() ? "" : "&task=" + encoded(task))
        + "&stream="
        + stream.word();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
