package dev.signalbox.sandbox.nomad;

import java.util.Comparator;

/** Identifies a job. The id is unique within its namespace. */
record JobId(String namespace, String id) implements Comparable<JobId> {

  private static final Comparator<JobId> ORDER =
      Comparator.comparing(JobId::namespace).thenComparing(JobId::id);

  @Override
  public int compareTo(JobId other) {
    return ORDER.compare(this, other);
  }
}
