package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.GroupDetail;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Trust;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
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
 * What waiting jobs ask for, where no allocation tells: read from their definitions, a few at a
 * time and never by a page.
 */
@Component
class Asks {

  private static final Logger log = LoggerFactory.getLogger(Asks.class);

  private static final int AT_ONCE = 20;

  private final NomadCluster cluster;
  private final NomadDetails details;
  private final Map<Definition, Map<String, Resources>> known = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();

  Asks(NomadCluster cluster, NomadDetails details) {
    this.cluster = cluster;
    this.details = details;
  }

  /** What one allocation of a group asks for, or {@link Resources#NONE} while that is not known. */
  Resources of(Waiting waiting, String group) {
    @Nullable Map<String, Resources> groups = known.get(Definition.of(waiting));
    return groups == null ? Resources.NONE : groups.getOrDefault(group, Resources.NONE);
  }

  /** Counts up when there is more to know. */
  long version() {
    return version.get();
  }

  @Scheduled(fixedDelayString = "PT3S")
  void learn() {
    List<Waiting> waiting = Queue.of(cluster.view()).waiting();
    forgetAllBut(waiting);
    if (cluster.trust().state() != Trust.State.LIVE
        && cluster.trust().state() != Trust.State.POLLING) {
      return;
    }
    try {
      waiting.stream()
          .filter(one -> !one.measured() && !known.containsKey(Definition.of(one)))
          .limit(AT_ONCE)
          .forEach(this::read);
    } catch (OutsideWorldException e) {
      log.debug("What waiting jobs ask for stays unknown for now: {}", e.getMessage());
    }
  }

  private void read(Waiting waiting) {
    Map<String, Resources> groups = new HashMap<>();
    try {
      details
          .job(waiting.job())
          .ifPresent(
              job -> {
                for (GroupDetail group : job.groups()) {
                  groups.put(group.name(), group.asked());
                }
              });
    } catch (Missing | Refused e) {
      // those behind it are not kept waiting; what the scheduler told of it has to do
      log.debug("What {} asks for stays unknown: {}", waiting.job(), e.getMessage());
    }
    known.put(Definition.of(waiting), groups);
    version.incrementAndGet();
  }

  private void forgetAllBut(List<Waiting> waiting) {
    if (!known.isEmpty()) {
      Set<Definition> needed = waiting.stream().map(Definition::of).collect(Collectors.toSet());
      known.keySet().retainAll(needed);
    }
  }

  /** A job as it was defined at one time. */
  private record Definition(JobKey job, long index) {

    static Definition of(Waiting waiting) {
      return new Definition(waiting.job(), waiting.definition());
    }
  }
}
