package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Job.Counts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A job's counts as they stand now. Lists tell them, events do not; so what runs is counted anew,
 * and of what has ended the greater number counts, for the servers forget ended allocations but not
 * how many there were.
 */
final class Counting {

  private Counting() {}

  /**
   * Counts a job's groups.
   *
   * @param listed as the last list told
   * @param allocations all of the job that are known, at least one
   * @param queued how many wait by the last evaluation; a group that it leaves out keeps its number
   */
  static Map<String, Counts> of(
      Map<String, Counts> listed, Collection<Allocation> allocations, Map<String, Integer> queued) {
    Map<String, Counts> seen = new HashMap<>();
    for (Allocation allocation : allocations) {
      seen.merge(allocation.group(), one(allocation), Counts::plus);
    }
    TreeSet<String> groups = new TreeSet<>(listed.keySet());
    groups.addAll(seen.keySet());
    groups.addAll(queued.keySet());
    Map<String, Counts> counts = new TreeMap<>();
    for (String group : groups) {
      Counts told = listed.getOrDefault(group, Counts.NONE);
      Counts now = seen.getOrDefault(group, Counts.NONE);
      boolean known = !allocations.isEmpty();
      counts.put(
          group,
          new Counts(
              queued.getOrDefault(group, told.queued()),
              known ? now.starting() : told.starting(),
              known ? now.running() : told.running(),
              Math.max(told.complete(), now.complete()),
              Math.max(told.failed(), now.failed()),
              Math.max(told.lost(), now.lost()),
              known ? now.unknown() : told.unknown()));
    }
    return counts;
  }

  private static Counts one(Allocation allocation) {
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
