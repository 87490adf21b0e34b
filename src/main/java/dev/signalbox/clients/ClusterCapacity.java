package dev.signalbox.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.Resources;
import dev.signalbox.queue.JobQueue;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Capacity of the cluster: what is running, what is free and what is queued.
 *
 * @param ready number of ready and eligible clients
 * @param running number of running builds, without system jobs
 * @param free free resources of the ready clients in total
 * @param allocatable schedulable resources of the ready clients in total
 * @param runningBySize number of running builds per requested size
 * @param queued number of queued jobs
 * @param oldestWait time at which the job that is queued longest was queued, or null
 * @param freePerClient free resources of each ready client
 */
public record ClusterCapacity(
    int clients,
    int ready,
    int running,
    Resources free,
    Resources allocatable,
    Map<Resources, Integer> runningBySize,
    int queued,
    @Nullable Instant oldestWait,
    List<Resources> freePerClient) {

  public static ClusterCapacity of(ClusterSnapshot snapshot) {
    return snapshot.derived(ClusterCapacity.class, ClusterCapacity::compute);
  }

  private static ClusterCapacity compute(ClusterSnapshot snapshot) {
    List<ClientEntry> entries = ClientIndex.of(snapshot).byName();
    List<ClientEntry> schedulable =
        entries.stream().filter(entry -> entry.client().isSchedulable()).toList();
    List<Resources> freePerClient = schedulable.stream().map(ClientEntry::free).toList();
    int running = 0;
    Map<Resources, Integer> bySize = new HashMap<>();
    for (Allocation allocation : snapshot.allocations()) {
      if (allocation.status() == AllocationStatus.RUNNING && !allocation.isSystem()) {
        running++;
        bySize.merge(
            new Resources(allocation.resources().cpu(), allocation.resources().memory(), 0),
            1,
            Integer::sum);
      }
    }
    JobQueue queue = JobQueue.of(snapshot);
    return new ClusterCapacity(
        entries.size(),
        schedulable.size(),
        running,
        freePerClient.stream()
            .map(ClusterCapacity::nonNegative)
            .reduce(Resources.NONE, Resources::plus),
        schedulable.stream()
            .map(entry -> entry.client().allocatable())
            .reduce(Resources.NONE, Resources::plus),
        bySize,
        queue.size(),
        queue.oldest().orElse(null),
        freePerClient);
  }

  /** An overcommitted client must not reduce the free resources of the others. */
  private static Resources nonNegative(Resources free) {
    return new Resources(Math.max(0, free.cpu()), Math.max(0, free.memory()), 0);
  }

  /** Returns how many more builds of this size fit; a build can't span clients. */
  long freeSlots(Resources size) {
    return freePerClient.stream().mapToLong(free -> free.fitCount(size)).sum();
  }

  /** Returns how many more builds of the most used class fit, or empty without a class. */
  public Optional<FreeSlots> freeSlots(ResourceClasses classes) {
    return Optional.ofNullable(usual(classes.named()))
        .map(usual -> new FreeSlots(usual.name(), freeSlots(ResourceClasses.resourcesOf(usual))));
  }

  /** How many more builds of a resource class fit. */
  public record FreeSlots(String className, long number) {}

  /** Returns the summary line of the client list and the overview. */
  public String summary(ResourceClasses classes, Clock clock) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(
        "%,d of %,d %s ready".formatted(ready, clients, clients == 1 ? "client" : "clients"));
    summary.add(running == 1 ? "1 build running" : "%,d builds running".formatted(running));
    freeSlots(classes)
        .map(
            slots ->
                (slots.number() == 0
                        ? "no capacity for another "
                        : "capacity for %,d more ".formatted(slots.number()))
                    + slots.className())
        .ifPresent(summary::add);
    summary.add(
        queued == 0 ? "queue is empty" : "%,d queued".formatted(queued) + longestWait(clock));
    return summary.toString();
  }

  private String longestWait(Clock clock) {
    return oldestWait == null
        ? ""
        : ", longest "
            + TimestampView.formatDuration(Duration.between(oldestWait, clock.instant()));
  }

  /**
   * Returns the class of most running builds, on a tie the larger one. While none is running, it is
   * the smallest class; null if no class is configured.
   */
  private @Nullable ResourceClass usual(List<ResourceClass> named) {
    return named.stream()
        .filter(one -> runningBySize.containsKey(ResourceClasses.resourcesOf(one)))
        .max(
            Comparator.comparingInt(
                    (ResourceClass one) ->
                        runningBySize.getOrDefault(ResourceClasses.resourcesOf(one), 0))
                .thenComparingLong(ResourceClass::memory))
        .orElse(named.isEmpty() ? null : named.getFirst());
  }
}
