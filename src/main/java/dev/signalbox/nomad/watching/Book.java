package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Event;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as it is known, put together from events and lists in whatever order they come. It
 * belongs to the desk's thread; pages read the views that are made of it.
 */
final class Book {

  private final Thrift thrift;
  private final Shelf<String, Client> clients = new Shelf<>(Client::modifyIndex);
  private final Shelf<String, Allocation> allocations = new Shelf<>(Allocation::modifyIndex);
  private final Shelf<JobKey, Job> jobs = new Shelf<>(Job::modifyIndex);
  private final Reasons reasons = new Reasons();
  private final Unread unread = new Unread();
  private final Map<JobKey, Set<String>> allocationsOf = new HashMap<>();
  private final Map<JobKey, Queued> queued = new HashMap<>();
  private final Set<JobKey> toCount = new HashSet<>();
  private boolean jobsPerhapsGone;
  private long applied;

  Book(Thrift thrift) {
    this.thrift = thrift;
  }

  /** The newest index that is in here. */
  long applied() {
    return applied;
  }

  /** The clients whose attributes are not known as they are now. */
  Unread unread() {
    return unread;
  }

  /** Whether jobs have to be listed because one may be gone; says it once. */
  boolean takeJobsPerhapsGone() {
    boolean perhaps = jobsPerhapsGone;
    jobsPerhapsGone = false;
    return perhaps;
  }

  void apply(Batch batch) {
    for (Event event : batch.events()) {
      apply(event, batch.index());
    }
    reasons.settle();
    reached(batch.index());
  }

  /** Everything up to this index is in here. */
  void reached(long index) {
    applied = Math.max(applied, index);
  }

  private void apply(Event event, long index) {
    switch (event) {
      case Event.ClientChanged changed -> read(changed.client());
      case Event.ClientGone gone -> {
        clients.remove(gone.id(), index);
        unread.remove(gone.id());
      }
      case Event.AllocationChanged changed -> heard(thrift.allocation(changed.allocation()));
      case Event.JobChanged changed -> heard(thrift.job(changed.job()));
      case Event.JobPerhapsGone gone -> {
        if (gone.surely()) {
          jobs.remove(gone.job(), index);
          queued.remove(gone.job());
        } else {
          jobsPerhapsGone = true;
        }
      }
      case Event.EvaluationChanged changed -> heard(thrift.evaluation(changed.evaluation()));
      case Event.ClientTold told -> {} // for listeners alone
    }
  }

  /** Takes a client with all there is to know. */
  void read(Client client) {
    @Nullable Client known = clients.get(client.id());
    if (clients.isNews(client.id(), client)
        || (known != null && known.modifyIndex() == client.modifyIndex())) {
      clients.put(client.id(), thrift.client(client));
      unread.remove(client.id());
    }
  }

  private void heard(Allocation allocation) {
    if (allocations.isNews(allocation.id(), allocation)) {
      put(allocation);
    }
  }

  private void put(Allocation allocation) {
    @Nullable Allocation known = allocations.get(allocation.id());
    @Nullable Job job = jobs.get(allocation.job());
    allocations.put(allocation.id(), Carrying.allocation(allocation, known, job));
    allocationsOf.computeIfAbsent(allocation.job(), key -> new HashSet<>(2)).add(allocation.id());
    toCount.add(allocation.job());
  }

  private void heard(Job job) {
    if (jobs.isNews(job.key(), job)) {
      put(Carrying.changed(job, jobs.get(job.key())));
    }
  }

  private void put(Job job) {
    jobs.put(job.key(), job);
    toCount.add(job.key());
  }

  private void heard(Evaluation evaluation) {
    if (reasons.heard(evaluation) && !evaluation.queued().isEmpty()) {
      queued.merge(
          evaluation.job(),
          new Queued(evaluation.modifyIndex(), evaluation.queued()),
          (one, other) -> one.index() > other.index() ? one : other);
      toCount.add(evaluation.job());
    }
  }

  /**
   * Takes all clients as a list has them.
   *
   * @param upTo what is not newer than this and not in the list is gone
   */
  void clientsListed(List<Client> found, long upTo) {
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Client client : found) {
      listed.add(client.id());
      if (clients.mayBeNews(client.id(), client, upTo)) {
        @Nullable Client known = clients.get(client.id());
        Client now = known == null ? client : Carrying.listed(client, known);
        if (!now.equals(known)) {
          clients.put(client.id(), now);
        }
        // a list tells no attributes, so whoever changed since has to be read alone
        if (known == null || known.modifyIndex() != client.modifyIndex()) {
          unread.add(now);
        }
      }
    }
    clients.retain(listed, upTo).forEach(client -> unread.remove(client.id()));
  }

  /** Takes all allocations as a list has them. */
  void allocationsListed(List<Allocation> found, long upTo) {
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Allocation allocation : found) {
      listed.add(allocation.id());
      if (allocations.mayBeNews(allocation.id(), allocation, upTo)) {
        put(allocation);
      }
    }
    for (Allocation gone : allocations.retain(listed, upTo)) {
      Set<String> left = allocationsOf.getOrDefault(gone.job(), Set.of());
      left.remove(gone.id());
      if (left.isEmpty()) {
        allocationsOf.remove(gone.job());
      }
    }
  }

  /** Takes all jobs as a list has them, with their counts. */
  void jobsListed(List<Job> found, long upTo) {
    Set<JobKey> listed = HashSet.newHashSet(found.size());
    queued.values().removeIf(one -> one.index() <= upTo);
    for (Job job : found) {
      listed.add(job.key());
      if (jobs.mayBeNews(job.key(), job, upTo)) {
        put(job);
      }
    }
    jobs.retain(listed, upTo);
  }

  /** Takes all open evaluations as a list has them. */
  void evaluationsListed(List<Evaluation> found, long upTo) {
    reasons.listed(found, upTo);
  }

  /** Whether any job is not over that Nomad's events could tell something of. */
  boolean anyJobOpen() {
    return jobs.all().stream().anyMatch(job -> !job.template() && job.status() != JobStatus.DEAD);
  }

  boolean changed() {
    count();
    return clients.changed() || allocations.changed() || jobs.changed() || reasons.changed();
  }

  /** The cluster as it is known now; what did not change is shared with the last view. */
  ClusterView view(long version) {
    count();
    return new ClusterView(
        version, clients.copy(), allocations.copy(), jobs.copy(), reasons.copy());
  }

  private void count() {
    for (JobKey key : toCount) {
      @Nullable Job job = jobs.get(key);
      if (job != null) {
        count(job);
      }
    }
    toCount.clear();
  }

  private void count(Job job) {
    Collection<Allocation> known =
        allocationsOf.getOrDefault(job.key(), Set.of()).stream()
            .flatMap(id -> Stream.ofNullable(allocations.get(id)))
            .toList();
    for (Allocation allocation : known) {
      if (allocation.jobType().isEmpty()) {
        allocations.put(allocation.id(), Carrying.allocation(allocation, null, job));
      }
    }
    @Nullable Queued waiting = queued.get(job.key());
    if (waiting != null || !known.isEmpty()) {
      Map<String, Integer> byGroup = waiting == null ? Map.of() : waiting.groups();
      Map<String, Job.Counts> counts = Counting.of(job.groups(), known, byGroup);
      if (!counts.equals(job.groups())) {
        jobs.put(job.key(), thrift.job(Carrying.counted(job, counts)));
      }
    }
  }

  /** How many of each group wait, by an evaluation of this index. */
  private record Queued(long index, Map<String, Integer> groups) {}
}
