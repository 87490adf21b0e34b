package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.JobKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The selected logs of a job.
 *
 * @param allocations all allocations of the job, newest first
 * @param selected the ids of the selected allocations
 * @param tasks the known tasks by group
 * @param task the selected task, or empty for all tasks
 */
record JobLogChoice(
    JobKey job,
    List<Allocation> allocations,
    Set<String> selected,
    Map<String, List<String>> tasks,
    String task,
    StreamChoice stream) {

  /** The parameter value that selects all allocations. */
  static final String ALL = "all";

  /**
   * Returns the requested selection, by default the newest running allocation. Unlike this, {@code
   * nomad alloc logs -job} picks a random one.
   */
  static JobLogChoice of(
      JobKey job,
      List<Allocation> allocations,
      @Nullable List<String> requested,
      Map<String, List<String>> tasks,
      String task,
      String stream) {
    Set<String> known = allocations.stream().map(Allocation::id).collect(Collectors.toSet());
    Set<String> chosen =
        requested == null
            ? Set.of()
            : requested.contains(ALL)
                ? known
                : requested.stream().filter(known::contains).collect(Collectors.toSet());
    return new JobLogChoice(
        job,
        allocations,
        chosen.isEmpty() ? newest(allocations) : chosen,
        tasks,
        task,
        StreamChoice.of(stream));
  }

  List<Allocation> selectedAllocations() {
    return allocations.stream().filter(one -> selected.contains(one.id())).toList();
  }

  boolean isAllSelected() {
    return selected.size() == allocations.size();
  }

  /** Returns the distinct names of all tasks. */
  List<String> taskNames() {
    return tasks.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }

  /** Returns the logs, newest allocations first, at most {@link LogSources#MAX_LOGS}. */
  List<Source> sources() {
    return wanted().limit(LogSources.MAX_LOGS).toList();
  }

  /** Returns the number of selected logs beyond the limit. */
  long leftOut() {
    return Math.max(0, wanted().count() - LogSources.MAX_LOGS);
  }

  private Stream<Source> wanted() {
    return selectedAllocations().stream()
        .flatMap(
            allocation ->
                tasks.getOrDefault(allocation.group(), List.of()).stream()
                    .filter(name -> task.isEmpty() || name.equals(task))
                    .flatMap(name -> stream.of(allocation.id(), name).stream()));
  }

  private static Set<String> newest(List<Allocation> allocations) {
    return allocations.stream()
        .filter(one -> one.status() == AllocationStatus.RUNNING)
        .findFirst()
        .or(() -> allocations.stream().findFirst())
        .map(one -> Set.of(one.id()))
        .orElse(Set.of());
  }
}
