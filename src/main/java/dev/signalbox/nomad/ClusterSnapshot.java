package dev.signalbox.nomad;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the cluster. Indexes and other derived data are computed on first use
 * and cached for the lifetime of the snapshot. Safe for use by any thread.
 */
public final class ClusterSnapshot {

  /** The snapshot before the first sync. */
  public static final ClusterSnapshot EMPTY =
      new ClusterSnapshot(0, Map.of(), Map.of(), Map.of(), Map.of());

  private final long version;
  private final Map<String, Client> clients;
  private final Map<String, Allocation> allocations;
  private final Map<JobKey, Job> jobs;
  private final Map<String, Evaluation> evaluations;
  private final Map<Class<?>, Derived<?>> derived = new ConcurrentHashMap<>();

  /**
   * The maps are not copied; the caller must not change them afterwards.
   *
   * @param version increases with each snapshot of this instance, starting with 1
   * @param evaluations the open evaluations and the closed ones that explain them
   */
  public ClusterSnapshot(
      long version,
      Map<String, Client> clients,
      Map<String, Allocation> allocations,
      Map<JobKey, Job> jobs,
      Map<String, Evaluation> evaluations) {
    this.version = version;
    this.clients = clients;
    this.allocations = allocations;
    this.jobs = jobs;
    this.evaluations = evaluations;
  }

  public long version() {
    return version;
  }

  /** Whether the first sync is not complete, so that absence of an object means nothing. */
  public boolean isUnsynced() {
    return version == 0;
  }

  public Collection<Client> clients() {
    return clients.values();
  }

  public Optional<Client> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  public Collection<Allocation> allocations() {
    return allocations.values();
  }

  public Optional<Allocation> allocation(String id) {
    return Optional.ofNullable(allocations.get(id));
  }

  public Collection<Job> jobs() {
    return jobs.values();
  }

  public Optional<Job> job(JobKey key) {
    return Optional.ofNullable(jobs.get(key));
  }

  /** Returns the name of a job; its id if it has no other name or is no longer in Nomad. */
  public String nameOf(JobKey key) {
    Job job = jobs.get(key);
    return job == null ? key.id() : job.name();
  }

  public Collection<Evaluation> evaluations() {
    return evaluations.values();
  }

  public Optional<Evaluation> evaluation(String id) {
    return Optional.ofNullable(evaluations.get(id));
  }

  /** Returns all allocations on a client that Nomad still stores, terminal ones included. */
  public List<Allocation> allocationsOn(String clientId) {
    return derived(ByClient.class, ByClient::of).all().getOrDefault(clientId, List.of());
  }

  /** Returns the sum of the resources allocated on a client. */
  public Resources allocatedOn(String clientId) {
    return derived(ByClient.class, ByClient::of).allocated().getOrDefault(clientId, Resources.NONE);
  }

  /** Returns the builds on a client whose client status is not terminal. */
  public List<Allocation> buildsOn(String clientId) {
    return allocationsOn(clientId).stream()
        .filter(allocation -> !allocation.isTerminal() && !allocation.isSystem())
        .toList();
  }

  /** Returns the non-terminal allocations of system jobs on a client. */
  public List<Allocation> systemAllocationsOn(String clientId) {
    return allocationsOn(clientId).stream()
        .filter(allocation -> !allocation.isTerminal() && allocation.isSystem())
        .toList();
  }

  /** Newest first. */
  public List<Allocation> allocationsOf(JobKey job) {
    return derived(ByJob.class, ByJob::of).allocations().getOrDefault(job, List.of());
  }

  /** Returns the child jobs of a parameterized or periodic job, newest first. */
  public List<Job> childrenOf(JobKey parent) {
    return derived(ByJob.class, ByJob::of).children().getOrDefault(parent, List.of());
  }

  /**
   * Returns data derived from this snapshot only; computed on the first call and then cached.
   *
   * @param type the class of the derived data, which is the cache key
   * @param compute a pure function of the snapshot
   */
  public <T> T derived(Class<T> type, Function<ClusterSnapshot, T> compute) {
    return derived(type, (snapshot, before) -> compute.apply(snapshot));
  }

  /**
   * Returns derived data that can be computed faster from the value of the preceding snapshot.
   *
   * @param compute receives the value of the preceding snapshot, or null if there is none
   */
  public <T> T derived(Class<T> type, BiFunction<ClusterSnapshot, @Nullable T, T> compute) {
    @Nullable Derived<?> cached = derived.get(type);
    if (cached == null) {
      // no computeIfAbsent: make may call derived() itself, which would be a recursive update;
      // computing a value twice is cheaper than a lock
      Derived<T> computed = new Derived<>(compute, compute.apply(this, null));
      @Nullable Derived<?> first = derived.putIfAbsent(type, computed);
      cached = first == null ? computed : first;
    }
    cached.markUsed();
    return type.cast(cached.value);
  }

  /**
   * Precomputes the derived data that was used within the last 15 seconds, so that requests don't
   * wait for it after a new snapshot is published.
   */
  public void precompute(ClusterSnapshot before) {
    before.derived.forEach((type, value) -> value.precomputeFor(type, this));
  }

  /** A cached value, its function and the time of its last use. */
  private static final class Derived<T> {

    private static final long RECENT_NANOS = Duration.ofSeconds(15).toNanos();

    private final BiFunction<ClusterSnapshot, @Nullable T, T> compute;
    private final T value;
    private volatile long lastUsed = System.nanoTime();

    Derived(BiFunction<ClusterSnapshot, @Nullable T, T> compute, T value) {
      this.compute = compute;
      this.value = value;
    }

    void markUsed() {
      lastUsed = System.nanoTime();
    }

    /** Precomputing does not count as a use. */
    void precomputeFor(Class<?> type, ClusterSnapshot next) {
      long used = lastUsed;
      if (System.nanoTime() - used < RECENT_NANOS) {
        Derived<T> computed = new Derived<>(compute, compute.apply(next, value));
        computed.lastUsed = used;
        next.derived.putIfAbsent(type, computed);
      }
    }
  }

  private record ByClient(Map<String, List<Allocation>> all, Map<String, Resources> allocated) {

    static ByClient of(ClusterSnapshot snapshot) {
      Map<String, List<Allocation>> all = HashMap.newHashMap(snapshot.clients.size());
      for (Allocation allocation : snapshot.allocations()) {
        all.computeIfAbsent(allocation.clientId(), client -> new ArrayList<>(4)).add(allocation);
      }
      Map<String, Resources> allocated = HashMap.newHashMap(all.size());
      all.forEach((client, allocations) -> allocated.put(client, sum(allocations)));
      return new ByClient(all, allocated);
    }

    private static Resources sum(List<Allocation> allocations) {
      Resources sum = Resources.NONE;
      for (Allocation allocation : allocations) {
        if (allocation.occupiesResources()) {
          sum = sum.plus(allocation.resources());
        }
      }
      return sum;
    }
  }

  private record ByJob(Map<JobKey, List<Allocation>> allocations, Map<JobKey, List<Job>> children) {

    static ByJob of(ClusterSnapshot snapshot) {
      return new ByJob(
          grouped(
              snapshot.allocations(),
              Allocation::job,
              Comparator.comparingLong(Allocation::createIndex).reversed()),
          grouped(
              snapshot.jobs().stream().filter(job -> !job.parentId().isEmpty()).toList(),
              job -> new JobKey(job.key().namespace(), job.parentId()),
              Comparator.comparingLong(Job::createIndex).reversed()));
    }

    private static <T> Map<JobKey, List<T>> grouped(
        Collection<T> objects, Function<T, JobKey> key, Comparator<T> order) {
      return objects.stream()
          .sorted(order)
          .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
  }
}
