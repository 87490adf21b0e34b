package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Job;
import java.util.List;

/**
 * Where a job may run.
 *
 * @param datacenters may hold stars; empty for all of them
 * @param pool {@code all} for every pool
 */
public record Scope(List<String> datacenters, String pool) {

  static Scope of(Job job) {
    return new Scope(job.datacenters(), job.pool().isEmpty() ? "default" : job.pool());
  }

  /** Whether a client belongs to it, ready or not. */
  public boolean holds(Client client) {
    return (pool.equals("all") || pool.equals(client.pool()))
        && (datacenters.isEmpty()
            || datacenters.stream().anyMatch(pattern -> fits(pattern, client.datacenter())));
  }

  /** {@code datacenter default}, and the pool where it is a special one. */
  public String words() {
    String where =
        datacenters.isEmpty() || datacenters.contains("*")
            ? "any datacenter"
            : (datacenters.size() == 1 ? "datacenter " : "datacenters ")
                + String.join(", ", datacenters);
    return pool.equals("default") || pool.equals("all") ? where : where + ", pool " + pool;
  }

  private static boolean fits(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
