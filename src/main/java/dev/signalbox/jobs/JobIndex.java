package dev.signalbox.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.queue.JobQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lookup tables for the job pages, computed once per snapshot in a single pass. */
final class JobIndex {

  private static final Comparator<Allocation> NEWEST_FIRST =
      Comparator.comparingLong(Allocation::createIndex).thenComparing(Allocation::id).reversed();

  private final JobQueue queue;
  private final Map<JobKey, List<Allocation>> allocations;
  private final List<JobRow> rows;
  private final Map<JobKey, ChildCounts> childCounts = new HashMap<>();
  private final Map<JobState, Integer> states = new EnumMap<>(JobState.class);
  private final SortedSet<String> types = new TreeSet<>();
  private final SortedSet<String> namespaces = new TreeSet<>();
  private final SortedSet<String> places = new TreeSet<>();

  private JobIndex(ClusterSnapshot snapshot) {
    queue = JobQueue.of(snapshot);
    allocations = byJob(snapshot.allocations());
    rows = new ArrayList<>(snapshot.jobs().size());
    Set<Facet> facets = new HashSet<>();
    for (Job job : snapshot.jobs()) {
      JobState state = result(job).state();
      if (!job.parentId().isEmpty()) {
        JobKey parent = new JobKey(job.key().namespace(), job.parentId());
        childCounts.computeIfAbsent(parent, key -> new ChildCounts()).add(state);
      }
      rows.add(JobRow.of(job, state));
      states.merge(state, 1, Integer::sum);
      facets.add(Facet.of(job));
    }
    for (Facet facet : facets) {
      types.add(facet.type());
      namespaces.add(facet.namespace());
      places.addAll(facet.datacenters());
      places.add(JobFilter.pool(facet.pool()));
    }
  }

  private static Map<JobKey, List<Allocation>> byJob(Collection<Allocation> allocations) {
    Map<JobKey, List<Allocation>> byJob = HashMap.newHashMap(allocations.size());
    for (Allocation one : allocations) {
      // most jobs have a single allocation; use an immutable list for them to save memory
      List<Allocation> known = byJob.putIfAbsent(one.job(), List.of(one));
      if (known != null) {
        List<Allocation> merged = known.size() == 1 ? new ArrayList<>(known) : known;
        merged.add(one);
        byJob.put(one.job(), merged);
      }
    }
    return byJob;
  }

  static JobIndex of(ClusterSnapshot snapshot) {
    return snapshot.derived(JobIndex.class, JobIndex::new);
  }

  List<JobRow> rows() {
    return rows;
  }

  /** Returns the number of jobs that are builds: all but those that only dispatch others. */
  int builds() {
    return rows.size() - count(JobState.TEMPLATE);
  }

  int count(JobState state) {
    return states.getOrDefault(state, 0);
  }

  JobResult result(Job job) {
    return JobResult.of(job, unordered(job.key()), queue.of(job.key()).isPresent());
  }

  /** Returns the allocations of a job, newest first. */
  List<Allocation> allocations(JobKey job) {
    return unordered(job).stream().sorted(NEWEST_FIRST).toList();
  }

  /** Returns the counts of the jobs dispatched from a parent. */
  ChildCounts childCounts(JobKey parent) {
    return childCounts.getOrDefault(parent, ChildCounts.NONE);
  }

  List<String> types() {
    return List.copyOf(types);
  }

  List<String> namespaces() {
    return List.copyOf(namespaces);
  }

  /** Returns all datacenters and node pools. */
  List<String> places() {
    return List.copyOf(places);
  }

  private List<Allocation> unordered(JobKey job) {
    return allocations.getOrDefault(job, List.of());
  }

  /** Filter values of a job. Many jobs share the same ones, so the set of them stays small. */
  private record Facet(String type, String namespace, List<String> datacenters, String pool) {

    static Facet of(Job job) {
      return new Facet(job.type(), job.key().namespace(), job.datacenters(), job.pool());
    }
  }

  /** Number of dispatched jobs of a parent per state. */
  static final class ChildCounts {

    private static final ChildCounts NONE = new ChildCounts();

    private int all;
    private int running;
    private int waiting;
    private int failed;

    private void add(JobState state) {
      all++;
      switch (state) {
        case RUNNING -> running++;
        case WAITING -> waiting++;
        case FAILED, PARTLY, LOST -> failed++;
        case DONE, STOPPED, ENDED, TEMPLATE, UNRECOGNIZED -> {}
      }
    }

    int all() {
      return all;
    }

    /** Returns a text such as {@code 1,204 dispatched: 3 running, 2 queued, 7 failed}. */
    String summary() {
      List<String> parts = new ArrayList<>();
      if (running > 0) {
        parts.add("%,d running".formatted(running));
      }
      if (waiting > 0) {
        parts.add("%,d queued".formatted(waiting));
      }
      if (failed > 0) {
        parts.add("%,d failed".formatted(failed));
      }
      String dispatched = "%,d dispatched".formatted(all);
      return parts.isEmpty() ? dispatched : dispatched + ": " + String.join(", ", parts);
    }
  }
}
