package dev.signalbox.nomad;

/** The resource types in a {@link ClusterSnapshot}. Nomad counts the index of each separately. */
public enum ResourceType {
  CLIENTS,
  ALLOCATIONS,
  JOBS,
  EVALUATIONS
}
