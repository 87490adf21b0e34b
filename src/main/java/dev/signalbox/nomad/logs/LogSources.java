package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.NomadCluster;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names of logs in addresses: {@code <allocation>.stderr.<task>}; a task may have dots. */
@Component
class LogSources {

  /** More logs are not merged into one page. */
  static final int MOST = 40;

  private final NomadCluster cluster;

  LogSources(NomadCluster cluster) {
    this.cluster = cluster;
  }

  static String name(Source source) {
    return source.allocationId() + "." + source.stream().word() + "." + source.task();
  }

  boolean knows(String allocationId) {
    return cluster.view().allocation(allocationId).isPresent();
  }

  /** Those of the names that are logs of allocations we know, each once. */
  List<Source> read(@Nullable List<String> names) {
    if (names == null) {
      return List.of();
    }
    return names.stream()
        .flatMap(name -> read(name).stream())
        .filter(source -> knows(source.allocationId()))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Optional<Source> read(String name) {
    String[] parts = name.split("\\.", 3);
    if (parts.length < 3 || parts[2].isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(parts[1]).map(stream -> new Source(parts[0], parts[2], stream));
  }
}
