package dev.signalbox.clients.servers;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ServerVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Nomad versions of servers and clients.
 *
 * @param servers distinct versions of the servers, lowest first
 * @param clients number of clients by version, lowest first
 */
record VersionMatrix(List<String> servers, Map<String, Integer> clients) {

  static VersionMatrix of(List<String> servers, ClusterSnapshot snapshot) {
    return new VersionMatrix(
        servers.stream().distinct().sorted(Comparator.comparing(ServerVersion::of)).toList(),
        snapshot.derived(ClientVersions.class, ClientVersions::of).counts());
  }

  ServerVersion lowestServer() {
    return servers.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(servers.getFirst());
  }

  ServerVersion highestServer() {
    return servers.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(servers.getLast());
  }

  /** Counts the clients below this version; clients with an unparsable version are not counted. */
  int clientsBelow(int major, int minor) {
    return versionsBelow(major, minor).stream()
        .mapToInt(version -> clients.getOrDefault(version, 0))
        .sum();
  }

  /** Returns the versions of the clients below this version, lowest first. */
  List<String> versionsBelow(int major, int minor) {
    return clients.keySet().stream()
        .filter(
            text -> {
              ServerVersion version = ServerVersion.of(text);
              return !version.equals(ServerVersion.UNKNOWN) && !version.isAtLeast(major, minor, 0);
            })
        .toList();
  }

  /** Counts the clients whose minor version is above that of the lowest server. */
  int clientsAhead() {
    ServerVersion lowest = lowestServer();
    return clients.entrySet().stream()
        .filter(
            entry -> {
              ServerVersion version = ServerVersion.of(entry.getKey());
              return version.isAtLeast(lowest.major(), lowest.minor() + 1, 0);
            })
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** The number of clients by version, computed once per snapshot. */
  private record ClientVersions(Map<String, Integer> counts) {

    static ClientVersions of(ClusterSnapshot snapshot) {
      Map<String, Integer> counts =
          new TreeMap<>(
              Comparator.comparing((String text) -> ServerVersion.of(text))
                  .thenComparing(Comparator.naturalOrder()));
      snapshot.clients().forEach(client -> counts.merge(client.version(), 1, Integer::sum));
      return new ClientVersions(counts);
    }
  }
}
