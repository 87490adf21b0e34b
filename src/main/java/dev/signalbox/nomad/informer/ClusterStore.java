package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mutable state of the cluster, merged from events and lists in any order. Confined to the
 * event-loop thread; pages read the snapshots created by {@link #snapshot}.
 */
final class ClusterStore {

  private final Interner interner;
  private final VersionedStore<String, Client> clients = new VersionedStore<>(Client::modifyIndex);
  private final VersionedStore<String, Allocation> allocations =
      new VersionedStore<>(Allocation::modifyIndex);
  private final VersionedStore<JobKey, Job> jobs = new VersionedStore<>(Job::modifyIndex);
  private final EvaluationStore openEvaluations = new EvaluationStore();
  private final PendingNodeReads pendingReads = new PendingNodeReads();
  private final EventCoverage coverage = new EventCoverage();
  private final Map<JobKey, Set<String>> allocationsOf = new HashMap<>();
  private final Map<JobKey, Queued> queued = new HashMap<>();
  private final Set<JobKey> jobsToCount = new HashSet<>();
  private final Map<ResourceType, Long> listedIndexes = new EnumMap<>(ResourceType.class);
  private boolean jobListNeeded;
  private long streamedIndex;

  ClusterStore(Interner interner) {
    this.interner = interner;
  }

  /** The highest index that was applied for any type. */
  long appliedIndex() {
    return listedIndexes.values().stream().reduce(streamedIndex, Math::max);
  }

  /** The index up to which all changes of a type were applied by lists. */
  long listedIndex(ResourceType type) {
    return listedIndexes.getOrDefault(type, 0L);
  }

  /** The index up to which all events were applied. */
  long streamedIndex() {
    return streamedIndex;
  }

  /** The clients whose details are missing or outdated. */
  PendingNodeReads pendingReads() {
    return pendingReads;
  }

  /** The types of resources that the event stream carries. */
  EventCoverage coverage() {
    return coverage;
  }

  /** Returns and clears the flag that jobs must be listed because one may be deregistered. */
  boolean getAndClearJobListNeeded() {
    boolean value = jobListNeeded;
    jobListNeeded = false;
    return value;
  }

  void apply(Batch batch) {
    for (Event event : batch.events()) {
      coverage.received(event);
      apply(event, batch.index());
    }
    openEvaluations.prune();
    streamedIndex = Math.max(streamedIndex, batch.index());
  }

  /** Marks all changes of a type up to this index as applied. */
  void markListed(ResourceType type, long index) {
    listedIndexes.merge(type, index, Math::max);
  }

  private void apply(Event event, long index) {
    switch (event) {
      case Event.ClientChanged changed -> storeFetched(changed.client());
      case Event.ClientRemoved gone -> removeClient(gone.id(), index);
      case Event.AllocationChanged changed -> update(interner.allocation(changed.allocation()));
      case Event.JobChanged changed -> update(interner.job(changed.job()));
      case Event.JobPossiblyDeregistered gone -> {
        if (gone.confirmed()) {
          jobs.remove(gone.job(), index);
          queued.remove(gone.job());
        } else {
          jobListNeeded = true;
        }
      }
      case Event.EvaluationChanged changed -> update(interner.evaluation(changed.evaluation()));
      case Event.NodeEventReceived ignored -> {} // delivered to listeners only
    }
  }

  /** Stores a client that was read with all details. */
  void storeFetched(Client client) {
    @Nullable Client known = clients.get(client.id());
    if (clients.isNewer(client.id(), client)
        || (known != null && known.modifyIndex() == client.modifyIndex())) {
      clients.put(client.id(), interner.client(client));
      pendingReads.remove(client.id());
    }
  }

  /** The modify index of a known client, or 0. */
  long clientIndex(String id) {
    @Nullable Client known = clients.get(id);
    return known == null ? 0 : known.modifyIndex();
  }

  /** Removes a client that the servers no longer have, unless it has changed since an index. */
  void removeClient(String id, long index) {
    clients.remove(id, index);
    pendingReads.remove(id);
  }

  /** Has all clients fetched that may be purged or garbage-collected soon. */
  void fetchUnschedulable() {
    clients.all().stream().filter(client -> !client.isSchedulable()).forEach(pendingReads::add);
  }

  private void update(Allocation allocation) {
    if (allocations.isNewer(allocation.id(), allocation)) {
      put(allocation);
    }
  }

  private void put(Allocation allocation) {
    @Nullable Allocation known = allocations.get(allocation.id());
    @Nullable Job job = jobs.get(allocation.job());
    allocations.put(allocation.id(), PartialUpdateMerger.mergeAllocation(allocation, known, job));
    allocationsOf.computeIfAbsent(allocation.job(), key -> new HashSet<>(2)).add(allocation.id());
    jobsToCount.add(allocation.job());
  }

  private void update(Job job) {
    if (jobs.isNewer(job.key(), job)) {
      put(PartialUpdateMerger.mergeJob(job, jobs.get(job.key())));
    }
  }

  private void put(Job job) {
    jobs.put(job.key(), job);
    jobsToCount.add(job.key());
  }

  private void update(Evaluation evaluation) {
    if (openEvaluations.apply(evaluation) && !evaluation.queued().isEmpty()) {
      queued.merge(
          evaluation.job(),
          new Queued(evaluation.modifyIndex(), evaluation.queued()),
          (one, other) -> one.index() > other.index() ? one : other);
      jobsToCount.add(evaluation.job());
    }
  }

  /**
   * Applies a list of all clients.
   *
   * @param upTo clients not newer than this index and not in the list are removed
   */
  void applyClients(List<Client> found, long upTo) {
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Client client : found) {
      listed.add(client.id());
      if (clients.isNewer(client.id(), client)) {
        coverage.changedInList(ResourceType.CLIENTS);
      }
      if (clients.isApplicable(client.id(), client, upTo)) {
        @Nullable Client known = clients.get(client.id());
        Client merged = known == null ? client : PartialUpdateMerger.mergeListed(client, known);
        if (!merged.equals(known)) {
          clients.put(client.id(), merged);
        }
        // lists omit attributes, so a changed client must be fetched
        if (known == null || known.modifyIndex() != client.modifyIndex()) {
          pendingReads.add(merged);
        }
      }
    }
    clients.retain(listed, upTo).forEach(client -> pendingReads.remove(client.id()));
    // newer than the request: either added since then, or removed after its details were read
    clients.all().stream()
        .filter(client -> !listed.contains(client.id()))
        .forEach(client -> pendingReads.addUrgent(client.id()));
  }

  void applyAllocations(List<Allocation> found, long upTo) {
    Set<String> listed = HashSet.newHashSet(found.size());
    for (Allocation allocation : found) {
      listed.add(allocation.id());
      if (allocations.isNewer(allocation.id(), allocation)) {
        coverage.changedInList(ResourceType.ALLOCATIONS);
      }
      if (allocations.isApplicable(allocation.id(), allocation, upTo)) {
        put(allocation);
      }
    }
    for (Allocation gone : allocations.retain(listed, upTo)) {
      Set<String> remaining = allocationsOf.getOrDefault(gone.job(), Set.of());
      remaining.remove(gone.id());
      if (remaining.isEmpty()) {
        allocationsOf.remove(gone.job());
      }
    }
  }

  /** Applies a list of all jobs, with their counts. */
  void applyJobs(List<Job> found, long upTo) {
    Set<JobKey> listed = HashSet.newHashSet(found.size());
    queued.values().removeIf(one -> one.index() <= upTo);
    for (Job job : found) {
      listed.add(job.key());
      if (jobs.isNewer(job.key(), job)) {
        coverage.changedInList(ResourceType.JOBS);
      }
      if (jobs.isApplicable(job.key(), job, upTo)) {
        put(PartialUpdateMerger.mergeListedJob(job, jobs.get(job.key())));
      }
    }
    jobs.retain(listed, upTo);
  }

  void applyEvaluations(List<Evaluation> found, long upTo) {
    if (openEvaluations.applyList(found, upTo)) {
      coverage.changedInList(ResourceType.EVALUATIONS);
    }
  }

  /** Whether there is a job, other than periodic and parameterized ones, that is not dead. */
  boolean hasOpenJobs() {
    return jobs.all().stream().anyMatch(job -> !job.isTemplate() && job.status() != JobStatus.DEAD);
  }

  boolean isChanged() {
    updateCounts();
    return clients.isChanged()
        || allocations.isChanged()
        || jobs.isChanged()
        || openEvaluations.isChanged();
  }

  /** Returns a snapshot of the current state; unchanged maps are shared with the previous one. */
  ClusterSnapshot snapshot(long version) {
    updateCounts();
    return new ClusterSnapshot(
        version, clients.copy(), allocations.copy(), jobs.copy(), openEvaluations.copy());
  }

  private void updateCounts() {
    for (JobKey key : jobsToCount) {
      @Nullable Job job = jobs.get(key);
      if (job != null) {
        updateCounts(job);
      }
    }
    jobsToCount.clear();
  }

  private void updateCounts(Job job) {
    Collection<Allocation> known =
        allocationsOf.getOrDefault(job.key(), Set.of()).stream()
            .flatMap(id -> Stream.ofNullable(allocations.get(id)))
            .toList();
    for (Allocation allocation : known) {
      if (allocation.jobType().isEmpty()) {
        allocations.put(
            allocation.id(), PartialUpdateMerger.mergeAllocation(allocation, null, job));
      }
    }
    @Nullable Queued queuedNow = queued.get(job.key());
    if (queuedNow != null || !known.isEmpty()) {
      Map<String, Integer> byGroup = queuedNow == null ? Map.of() : queuedNow.groups();
      Map<String, Job.Counts> counts = JobSummaryCounter.countByGroup(job.groups(), known, byGroup);
      if (!counts.equals(job.groups())) {
        jobs.put(job.key(), interner.job(PartialUpdateMerger.withCounts(job, counts)));
      }
    }
  }

  /** Unplaced allocations by group, from the evaluation with this index. */
  private record Queued(long index, Map<String, Integer> groups) {}
}
