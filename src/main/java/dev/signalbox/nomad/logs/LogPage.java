package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.allocations.AllocationWords;
import dev.signalbox.web.Chip;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of an allocation, ready to print.
 *
 * @param tasks a chip for each task, where there are several
 * @param problem why its tasks are not known, or null
 * @param desk null while no task is known
 */
record LogPage(
    String title,
    String truth,
    Status status,
    String allocation,
    String allocationUrl,
    String jobLogUrl,
    List<Chip> tasks,
    List<Chip> streams,
    String zipUrl,
    String command,
    TrustLine trust,
    @Nullable Problem problem,
    @Nullable LogDesk desk) {

  static LogPage of(
      Allocation allocation,
      LogChoice choice,
      @Nullable LogDesk desk,
      @Nullable Problem problem,
      TrustLine trust,
      Clock clock) {
    ListUrl url = url(allocation.id(), choice);
    return new LogPage(
        "Log of " + allocation.name(),
        truth(allocation, choice, clock),
        AllocationWords.of(allocation),
        allocation.shortId(),
        NomadLinks.allocation(allocation.id()),
        NomadLinks.jobLog(allocation.job()),
        choice.tasks().size() < 2
            ? List.of()
            : choice.tasks().stream()
                .map(
                    task ->
                        new Chip(
                            task,
                            null,
                            url.with("task", task).toString(),
                            task.equals(choice.task())))
                .toList(),
        Arrays.stream(StreamChoice.values())
            .map(
                one ->
                    new Chip(
                        one.word(),
                        null,
                        url.with("stream", one.word()).toString(),
                        one == choice.stream()))
            .toList(),
        NomadLinks.log(allocation.id()) + ".zip",
        "nomad alloc logs -f%s %s %s"
            .formatted(
                choice.stream() == StreamChoice.STDOUT ? "" : " -stderr",
                allocation.id(),
                choice.task()),
        trust,
        problem,
        desk);
  }

  /** What the page shows of the chosen logs. */
  static LogDesk desk(Allocation allocation, LogChoice choice, List<LogTail> tails) {
    List<Source> sources = choice.sources(allocation.id());
    ListUrl url = url(allocation.id(), choice);
    boolean one = sources.size() == 1;
    return new LogDesk(
        new ListUrl(NomadLinks.log(allocation.id()) + "/stream", url.parameters()).toString(),
        LogDesk.labels(sources),
        LogDesk.names(sources),
        tails,
        url.toString(),
        one
            ? new ListUrl(NomadLinks.log(allocation.id()) + ".txt", url.parameters()).toString()
            : NomadLinks.log(allocation.id()) + ".zip",
        one ? "Download all of " + choice.stream().word() : "Download all logs");
  }

  private static ListUrl url(String id, LogChoice choice) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("task", choice.task());
    parameters.put("stream", choice.stream().word());
    return new ListUrl(NomadLinks.log(id), parameters);
  }

  private static String truth(Allocation allocation, LogChoice choice, Clock clock) {
    String what =
        choice.task().isEmpty()
            ? "No task is known"
            : (choice.stream() == StreamChoice.BOTH ? "stderr and stdout" : choice.stream().word())
                + " of task "
                + choice.task();
    String where = Whereabouts.of(allocation, clock);
    return where.isEmpty() ? what : what + " · " + where;
  }
}
