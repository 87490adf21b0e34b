package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.GroupDetail;
import dev.signalbox.nomad.NomadQueries.TaskDetail;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Loads the requested resources of queued jobs that have no allocation, and their drivers if one is
 * missing, from their job specs. It runs in the background, at most {@value #MAX_PER_RUN} jobs per
 * run, and never while a page is rendered.
 */
@Component
class ResourceRequestLoader {

  private static final Logger log = LoggerFactory.getLogger(ResourceRequestLoader.class);

  private static final int MAX_PER_RUN = 20;

  private final ClusterState cluster;
  private final NomadQueries queries;
  private final Map<SpecVersion, Map<String, GroupDetail>> cache = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();

  ResourceRequestLoader(ClusterState cluster, NomadQueries queries) {
    this.cluster = cluster;
    this.queries = queries;
  }

  /** Returns the requested resources of a group, or {@link Resources#NONE} while unknown. */
  Resources of(WaitingJob waiting, String group) {
    @Nullable GroupDetail spec = spec(waiting, group);
    return spec == null ? Resources.NONE : spec.requested();
  }

  /**
   * Returns the drivers of a group that no client in its scope has, or all its drivers if each is
   * on some client but no client has all. Empty while the job spec is unknown.
   */
  List<String> missingDrivers(WaitingJob waiting, String group, ClusterSnapshot snapshot) {
    @Nullable GroupDetail spec = spec(waiting, group);
    if (spec == null) {
      return List.of();
    }
    Set<String> available =
        snapshot.clients().stream()
            .filter(client -> client.isSchedulable() && waiting.scope().contains(client))
            .flatMap(client -> client.drivers().stream())
            .filter(driver -> driver.detected() && driver.healthy())
            .map(Client.Driver::name)
            .collect(Collectors.toSet());
    List<String> required =
        spec.tasks().stream()
            .map(TaskDetail::driver)
            .filter(driver -> !driver.isEmpty())
            .distinct()
            .sorted()
            .toList();
    List<String> missing = required.stream().filter(driver -> !available.contains(driver)).toList();
    return missing.isEmpty() ? required : missing;
  }

  private @Nullable GroupDetail spec(WaitingJob waiting, String group) {
    @Nullable Map<String, GroupDetail> groups = cache.get(SpecVersion.of(waiting));
    return groups == null ? null : groups.get(group);
  }

  /** Returns a version that increases with each job spec that was read. */
  long version() {
    return version.get();
  }

  @Scheduled(fixedDelayString = "PT3S")
  void loadMissing() {
    List<WaitingJob> waiting = JobQueue.of(cluster.snapshot()).waiting();
    removeStale(waiting);
    if (cluster.syncStatus().state() != SyncStatus.State.LIVE
        && cluster.syncStatus().state() != SyncStatus.State.POLLING) {
      return;
    }
    try {
      waiting.stream()
          .filter(one -> !one.hasKnownResources() || one.lacksDrivers())
          .filter(one -> !cache.containsKey(SpecVersion.of(one)))
          .limit(MAX_PER_RUN)
          .forEach(this::read);
    } catch (RemoteSystemException e) {
      log.debug("Could not read job specs of queued jobs: {}", e.getMessage());
    }
  }

  private void read(WaitingJob waiting) {
    Map<String, GroupDetail> groups = new HashMap<>();
    try {
      queries
          .job(waiting.job())
          .ifPresent(
              job -> {
                for (GroupDetail group : job.groups()) {
                  groups.put(group.name(), group);
                }
              });
    } catch (NotFound | Denied e) {
      // stored as empty, so that it is not read again; the scheduler's values are used instead
      log.debug("Could not read the job spec of {}: {}", waiting.job(), e.getMessage());
    }
    cache.put(SpecVersion.of(waiting), groups);
    version.incrementAndGet();
  }

  private void removeStale(List<WaitingJob> waiting) {
    if (!cache.isEmpty()) {
      Set<SpecVersion> needed = waiting.stream().map(SpecVersion::of).collect(Collectors.toSet());
      cache.keySet().retainAll(needed);
    }
  }

  private record SpecVersion(JobKey job, long index) {

    static SpecVersion of(WaitingJob waiting) {
      return new SpecVersion(waiting.job(), waiting.jobModifyIndex());
    }
  }
}
