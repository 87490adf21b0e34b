package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Job.Counts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Updates the allocation counts of a job between lists, as events don't include them. Running
 * allocations are counted; for ended ones the larger number is used, because the servers garbage
 * collect ended allocations but keep their count.
 */
final class JobSummaryCounter {

  private JobSummaryCounter() {}

  /**
   * Returns the counts by group.
   *
   * @param listed the counts in the last list
   * @param allocations all known allocations of the job
   * @param queued unplaced allocations in the last evaluation; groups not in it keep their count
   */
  static Map<String, Counts> countByGroup(
      Map<String, Counts> listed, Collection<Allocation> allocations, Map<String, Integer> queued) {
    Map<String, Counts> counted = new HashMap<>();
    for (Allocation allocation : allocations) {
      counted.merge(allocation.group(), countsOf(allocation), Counts::plus);
    }
    TreeSet<String> groups = new TreeSet<>(listed.keySet());
    groups.addAll(counted.keySet());
    groups.addAll(queued.keySet());
    Map<String, Counts> counts = new TreeMap<>();
    for (String group : groups) {
      Counts last = listed.getOrDefault(group, Counts.NONE);
      Counts now = counted.getOrDefault(group, Counts.NONE);
      boolean known = !allocations.isEmpty();
      counts.put(
          group,
          new Counts(
              queued.getOrDefault(group, last.queued()),
              known ? now.starting() : last.starting(),
              known ? now.running() : last.running(),
              Math.max(last.complete(), now.complete()),
              Math.max(last.failed(), now.failed()),
              Math.max(last.lost(), now.lost()),
              known ? now.unknown() : last.unknown()));
    }
    return counts;
  }

  private static Counts countsOf(Allocation allocation) {
    return switch (allocation.status()) {
      case PENDING -> new Counts(0, 1, 0, 0, 0, 0, 0);
      case RUNNING -> new Counts(0, 0, 1, 0, 0, 0, 0);
      case COMPLETE -> new Counts(0, 0, 0, 1, 0, 0, 0);
      case FAILED -> new Counts(0, 0, 0, 0, 1, 0, 0);
      case LOST -> new Counts(0, 0, 0, 0, 0, 1, 0);
      case UNKNOWN -> new Counts(0, 0, 0, 0, 0, 0, 1);
    };
  }
}
