package dev.signalbox.nomad;

/**
 * What a job is called across namespaces. The id may hold slashes: a dispatched job is {@code
 * parent/dispatch-unix-hex}.
 */
public record JobKey(String namespace, String id) implements Comparable<JobKey> {

  @Override
  public int compareTo(JobKey other) {
    int byId = id.compareTo(other.id);
    return byId != 0 ? byId : namespace.compareTo(other.namespace);
  }
}
