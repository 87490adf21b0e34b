package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
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

/** What the pages of jobs look up, made once for each view in one pass over it. */
final class JobIndex {

  private static final Comparator<Allocation> NEWEST_FIRST =
      Comparator.comparingLong(Allocation::createIndex).thenComparing(Allocation::id).reversed();

  private final Map<JobKey, List<Allocation>> allocations;
  private final List<JobRow> rows;
  private final Map<JobKey, Family> families = new HashMap<>();
  private final Map<JobState, Integer> states = new EnumMap<>(JobState.class);
  private final SortedSet<String> types = new TreeSet<>();
  private final SortedSet<String> namespaces = new TreeSet<>();
  private final SortedSet<String> places = new TreeSet<>();

  private JobIndex(ClusterView view) {
    allocations = byJob(view.allocations());
    rows = new ArrayList<>(view.jobs().size());
    Set<Facet> facets = new HashSet<>();
    for (Job job : view.jobs()) {
      JobState state = Standing.of(job, unordered(job.key())).state();
      boolean child = false;
      if (!job.parentId().isEmpty()) {
        JobKey parent = new JobKey(job.key().namespace(), job.parentId());
        child = view.job(parent).isPresent();
        if (child) {
          families.computeIfAbsent(parent, key -> new Family()).add(state);
        }
      }
      rows.add(JobRow.of(job, state, child));
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
      // nearly every job has one, which needs no list that grows
      List<Allocation> known = byJob.putIfAbsent(one.job(), List.of(one));
      if (known != null) {
        List<Allocation> growing = known.size() == 1 ? new ArrayList<>(known) : known;
        growing.add(one);
        byJob.put(one.job(), growing);
      }
    }
    return byJob;
  }

  static JobIndex of(ClusterView view) {
    return view.derived(JobIndex.class, JobIndex::new);
  }

  List<JobRow> rows() {
    return rows;
  }

  int count(JobState state) {
    return states.getOrDefault(state, 0);
  }

  Standing standing(Job job) {
    return Standing.of(job, unordered(job.key()));
  }

  /** Newest first. */
  List<Allocation> allocations(JobKey job) {
    return unordered(job).stream().sorted(NEWEST_FIRST).toList();
  }

  /** The jobs made from one that are in the view. */
  Family family(JobKey parent) {
    return families.getOrDefault(parent, Family.NONE);
  }

  List<String> types() {
    return List.copyOf(types);
  }

  List<String> namespaces() {
    return List.copyOf(namespaces);
  }

  /** Datacenters and pools. */
  List<String> places() {
    return List.copyOf(places);
  }

  private List<Allocation> unordered(JobKey job) {
    return allocations.getOrDefault(job, List.of());
  }

  /** What jobs have in common: of these there are few, however many jobs there are. */
  private record Facet(String type, String namespace, List<String> datacenters, String pool) {

    static Facet of(Job job) {
      return new Facet(job.type(), job.key().namespace(), job.datacenters(), job.pool());
    }
  }

  /** How many children of a job stand where. */
  static final class Family {

    private static final Family NONE = new Family();

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
        case DONE, STOPPED, ENDED, TEMPLATE, STRANGE -> {}
      }
    }

    int all() {
      return all;
    }

    /** {@code 1,204 jobs made from it: 3 running, 2 waiting, 7 failed}. */
    String words() {
      List<String> parts = new ArrayList<>();
      if (running > 0) {
        parts.add(running + " running");
      }
      if (waiting > 0) {
        parts.add(waiting + " waiting");
      }
      if (failed > 0) {
        parts.add(failed + " failed");
      }
      String made = all == 1 ? "1 job made from it" : all + " jobs made from it";
      return parts.isEmpty() ? made : made + ": " + String.join(", ", parts);
    }
  }
}
