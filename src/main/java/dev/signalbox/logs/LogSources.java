package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.ClusterState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Encodes logs as URL parameters: {@code <allocation>.stderr.<task>}. The task comes last, because
 * its name may contain dots.
 */
@Component
class LogSources {

  /** Maximum number of logs merged on one page. */
  static final int MAX_LOGS = 40;

  private final ClusterState cluster;

  LogSources(ClusterState cluster) {
    this.cluster = cluster;
  }

  static String name(Source source) {
    return source.allocationId() + "." + source.stream().apiName() + "." + source.task();
  }

  boolean exists(String allocationId) {
    return cluster.snapshot().allocation(allocationId).isPresent();
  }

  /** Parses names, ignoring duplicates and logs of unknown allocations. */
  List<Source> parse(@Nullable List<String> names) {
    if (names == null) {
      return List.of();
    }
    return names.stream()
        .flatMap(name -> parse(name).stream())
        .filter(source -> exists(source.allocationId()))
        .distinct()
        .limit(MAX_LOGS)
        .toList();
  }

  private static Optional<Source> parse(String name) {
    String[] parts = name.split("\\.", 3);
    if (parts.length < 3 || parts[2].isEmpty()) {
      return Optional.empty();
    }
    return StreamType.fromApiName(parts[1]).map(stream -> new Source(parts[0], parts[2], stream));
  }
}
