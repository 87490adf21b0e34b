package dev.signalbox.nomad;

/**
 * Identifies a job by namespace and id. The id may contain slashes: the id of a dispatched job is
 * {@code parent/dispatch-<unix time>-<hex>}.
 */
public record JobKey(String namespace, String id) implements Comparable<JobKey> {

  /** Whether the job was dispatched, as CI servers do for each build. */
  public boolean isDispatched() {
    return id.contains("/dispatch-");
  }

  @Override
  public int compareTo(JobKey other) {
    int byId = id.compareTo(other.id);
    return byId != 0 ? byId : namespace.compareTo(other.namespace);
  }
}
