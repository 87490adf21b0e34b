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
 * The whole cluster as it was known at one moment. It never changes, so a page that reads it twice
 * reads the same; what is looked up in another order is indexed when it is first asked for and kept
 * for as long as this view is.
 */
public final class ClusterView {

  /** Nothing is known yet. */
  public static final ClusterView EMPTY =
      new ClusterView(0, Map.of(), Map.of(), Map.of(), Map.of());

  private final long version;
  private final Map<String, Client> clients;
  private final Map<String, Allocation> allocations;
  private final Map<JobKey, Job> jobs;
  private final Map<String, Evaluation> evaluations;
  private final Map<Class<?>, Derived<?>> derived = new ConcurrentHashMap<>();

  /**
   * Takes the maps as they are; whoever makes a view changes them no more.
   *
   * @param version counts up with each view of this instance
   * @param evaluations the open ones, and those that open ones go back to
   */
  public ClusterView(
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

  /** Whether nothing was read yet, so that what is not here may well be there. */
  public boolean unread() {
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

  public Collection<Evaluation> evaluations() {
    return evaluations.values();
  }

  public Optional<Evaluation> evaluation(String id) {
    return Optional.ofNullable(evaluations.get(id));
  }

  /** All allocations that Nomad still knows on a client, ended ones too. */
  public List<Allocation> allocationsOn(String clientId) {
    return derived(ByClient.class, ByClient::of).all().getOrDefault(clientId, List.of());
  }

  /** What the allocations on a client take of its room. */
  public Resources allocatedOn(String clientId) {
    return derived(ByClient.class, ByClient::of).allocated().getOrDefault(clientId, Resources.NONE);
  }

  /** The builds on a client that have not ended, by their client's word. */
  public List<Allocation> buildsOn(String clientId) {
    return allocationsOn(clientId).stream()
        .filter(allocation -> !allocation.terminal() && !allocation.ofSystem())
        .toList();
  }

  /** What has not ended on a client of jobs that run on every client. */
  public List<Allocation> systemOn(String clientId) {
    return allocationsOn(clientId).stream()
        .filter(allocation -> !allocation.terminal() && allocation.ofSystem())
        .toList();
  }

  /** Newest first. */
  public List<Allocation> allocationsOf(JobKey job) {
    return derived(ByJob.class, ByJob::of).allocations().getOrDefault(job, List.of());
  }

  /** Newest first. */
  public List<Evaluation> evaluationsOf(JobKey job) {
    return derived(ByJob.class, ByJob::of).evaluations().getOrDefault(job, List.of());
  }

  /** The jobs made from a parameterised or periodic one. */
  public List<Job> childrenOf(JobKey parent) {
    return derived(ByJob.class, ByJob::of).children().getOrDefault(parent, List.of());
  }

  /**
   * Something made from this view alone, made once however many pages ask for it.
   *
   * @param kind the class of what is made, which is its name here
   */
  public <T> T derived(Class<T> kind, Function<ClusterView, T> make) {
    return derived(kind, (view, before) -> make.apply(view));
  }

  /**
   * The same of something that is quicker made of what it was.
   *
   * @param make is given what was made from the view before this one, or null
   */
  public <T> T derived(Class<T> kind, BiFunction<ClusterView, @Nullable T, T> make) {
    @Nullable Derived<?> known = derived.get(kind);
    if (known == null) {
      // two pages may make it at once; that costs less than one waiting for the other's lock, and
      // what is made may itself ask for something derived
      Derived<T> made = new Derived<>(make, make.apply(this, null));
      @Nullable Derived<?> first = derived.putIfAbsent(kind, made);
      known = first == null ? made : first;
    }
    known.asked();
    return kind.cast(known.value);
  }

  /**
   * Makes what was asked for within the last quarter of a minute, so that no page that is open
   * waits until it is made.
   */
  public void makeAhead(ClusterView before) {
    before.derived.forEach((kind, one) -> one.makeAhead(kind, this));
  }

  /** What was made, how, and when anybody wanted it last. */
  private static final class Derived<T> {

    private static final long WANTED = Duration.ofSeconds(15).toNanos();

    private final BiFunction<ClusterView, @Nullable T, T> make;
    private final T value;
    private volatile long lastAsked = System.nanoTime();

    Derived(BiFunction<ClusterView, @Nullable T, T> make, T value) {
      this.make = make;
      this.value = value;
    }

    void asked() {
      lastAsked = System.nanoTime();
    }

    /** Being made ahead is not being wanted. */
    void makeAhead(Class<?> kind, ClusterView next) {
      long asked = lastAsked;
      if (System.nanoTime() - asked < WANTED) {
        Derived<T> made = new Derived<>(make, make.apply(next, value));
        made.lastAsked = asked;
        next.derived.putIfAbsent(kind, made);
      }
    }
  }

  private record ByClient(Map<String, List<Allocation>> all, Map<String, Resources> allocated) {

    static ByClient of(ClusterView view) {
      Map<String, List<Allocation>> all = HashMap.newHashMap(view.clients.size());
      for (Allocation allocation : view.allocations()) {
        all.computeIfAbsent(allocation.clientId(), client -> new ArrayList<>(4)).add(allocation);
      }
      Map<String, Resources> allocated = HashMap.newHashMap(all.size());
      all.forEach((client, there) -> allocated.put(client, taken(there)));
      return new ByClient(all, allocated);
    }

    private static Resources taken(List<Allocation> there) {
      Resources sum = Resources.NONE;
      for (Allocation allocation : there) {
        if (allocation.takesRoom()) {
          sum = sum.plus(allocation.resources());
        }
      }
      return sum;
    }
  }

  private record ByJob(
      Map<JobKey, List<Allocation>> allocations,
      Map<JobKey, List<Evaluation>> evaluations,
      Map<JobKey, List<Job>> children) {

    static ByJob of(ClusterView view) {
      return new ByJob(
          grouped(
              view.allocations(),
              Allocation::job,
              Comparator.comparingLong(Allocation::createIndex).reversed()),
          grouped(
              view.evaluations(),
              Evaluation::job,
              Comparator.comparingLong(Evaluation::createIndex).reversed()),
          grouped(
              view.jobs().stream().filter(job -> !job.parentId().isEmpty()).toList(),
              job -> new JobKey(job.key().namespace(), job.parentId()),
              Comparator.comparingLong(Job::createIndex).reversed()));
    }

    private static <T> Map<JobKey, List<T>> grouped(
        Collection<T> things, Function<T, JobKey> key, Comparator<T> order) {
      return things.stream()
          .sorted(order)
          .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
  }
}
