package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Job;
import java.util.List;

/**
 * Datacenters and node pool in which a job may run.
 *
 * @param datacenters names, which may contain {@code *} wildcards; empty for all datacenters
 * @param pool node pool; {@code all} for every pool
 */
public record PlacementScope(List<String> datacenters, String pool) {

  static PlacementScope of(Job job) {
    return new PlacementScope(job.datacenters(), job.pool().isEmpty() ? "default" : job.pool());
  }

  /** Whether the client is in this scope, regardless of its state. */
  public boolean contains(Client client) {
    return (pool.equals("all") || pool.equals(client.pool()))
        && (datacenters.isEmpty()
            || datacenters.stream()
                .anyMatch(pattern -> matchesWildcard(pattern, client.datacenter())));
  }

  /** Returns a text such as {@code datacenter default, node pool gpu}. */
  public String description() {
    String where =
        datacenters.isEmpty() || datacenters.contains("*")
            ? "any datacenter"
            : (datacenters.size() == 1 ? "datacenter " : "datacenters ")
                + String.join(", ", datacenters);
    return pool.equals("default") || pool.equals("all") ? where : where + ", node pool " + pool;
  }

  private static boolean matchesWildcard(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int position = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], position);
      if (found < 0) {
        return false;
      }
      position = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= position && text.endsWith(last);
  }
}
