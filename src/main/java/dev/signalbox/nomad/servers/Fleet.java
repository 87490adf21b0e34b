package dev.signalbox.nomad.servers;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.ServerVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of servers and clients side by side.
 *
 * @param servers each once, lowest first
 * @param clients how many clients have which, lowest first
 */
record Fleet(List<String> servers, Map<String, Integer> clients) {

  static Fleet of(List<String> servers, ClusterView view) {
    return new Fleet(
        servers.stream().distinct().sorted(Comparator.comparing(ServerVersion::of)).toList(),
        view.derived(ClientVersions.class, ClientVersions::of).counts());
  }

  ServerVersion lowestServer() {
    return servers.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(servers.getFirst());
  }

  ServerVersion highestServer() {
    return servers.isEmpty() ? ServerVersion.UNKNOWN : ServerVersion.of(servers.getLast());
  }

  /** How many clients are older than that; those whose version cannot be read are not. */
  int clientsBelow(int major, int minor) {
    return versionsBelow(major, minor).stream()
        .mapToInt(version -> clients.getOrDefault(version, 0))
        .sum();
  }

  /** Which versions those clients have, lowest first. */
  List<String> versionsBelow(int major, int minor) {
    return clients.keySet().stream()
        .filter(
            text -> {
              ServerVersion version = ServerVersion.of(text);
              return !version.equals(ServerVersion.UNKNOWN) && !version.isAtLeast(major, minor, 0);
            })
        .toList();
  }

  /** How many clients are of a newer release than the servers' lowest. */
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

  /** How many clients have which version, made once for each view. */
  private record ClientVersions(Map<String, Integer> counts) {

    static ClientVersions of(ClusterView view) {
      Map<String, Integer> counts =
          new TreeMap<>(
              Comparator.comparing((String text) -> ServerVersion.of(text))
                  .thenComparing(Comparator.naturalOrder()));
      view.clients().forEach(client -> counts.merge(client.version(), 1, Integer::sum));
      return new ClientVersions(counts);
    }
  }
}
