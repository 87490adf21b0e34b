package dev.signalbox.nomad.logs;

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
 * Which logs of a job are looked at.
 *
 * @param allocations all it has, newest first
 * @param chosen ids of those looked at
 * @param tasks the tasks of each group, as far as is known
 * @param task the one looked at, or empty for all
 */
record JobLogChoice(
    JobKey job,
    List<Allocation> allocations,
    Set<String> chosen,
    Map<String, List<String>> tasks,
    String task,
    StreamChoice stream) {

  /** The word that chooses all. */
  static final String ALL = "all";

  /** What was asked for; else the newest that runs, where {@code nomad logs -job} takes any. */
  static JobLogChoice of(
      JobKey job,
      List<Allocation> allocations,
      @Nullable List<String> asked,
      Map<String, List<String>> tasks,
      String task,
      String stream) {
    Set<String> known = allocations.stream().map(Allocation::id).collect(Collectors.toSet());
    Set<String> chosen =
        asked == null
            ? Set.of()
            : asked.contains(ALL)
                ? known
                : asked.stream().filter(known::contains).collect(Collectors.toSet());
    return new JobLogChoice(
        job,
        allocations,
        chosen.isEmpty() ? newest(allocations) : chosen,
        tasks,
        task,
        StreamChoice.of(stream));
  }

  List<Allocation> chosenOnes() {
    return allocations.stream().filter(one -> chosen.contains(one.id())).toList();
  }

  boolean all() {
    return chosen.size() == allocations.size();
  }

  /** All names of tasks, each once. */
  List<String> taskNames() {
    return tasks.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }

  /** The logs, those of the newest allocations first, no more than a page merges. */
  List<Source> sources() {
    return wanted().limit(LogSources.MOST).toList();
  }

  /** How many logs are left out. */
  long leftOut() {
    return Math.max(0, wanted().count() - LogSources.MOST);
  }

  private Stream<Source> wanted() {
    return chosenOnes().stream()
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
