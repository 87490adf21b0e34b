package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.Resources;
import java.util.List;

/**
 * View model of the cluster capacity.
 *
 * @param fits free slots per resource class; empty if no class is configured
 */
record CapacityFigures(
    int ready,
    int clients,
    String freeMemory,
    String freeCpu,
    String ofMemory,
    String ofCpu,
    List<Fit> fits) {

  /** Computed once per snapshot; the classes come from the settings and never change. */
  static CapacityFigures of(ClusterSnapshot snapshot, ResourceClasses classes) {
    return snapshot.derived(
        CapacityFigures.class, any -> compute(ClusterCapacity.of(any), classes));
  }

  private static CapacityFigures compute(ClusterCapacity capacity, ResourceClasses classes) {
    return new CapacityFigures(
        capacity.ready(),
        capacity.clients(),
        ResourceFormat.memory(capacity.free().memory()),
        ResourceFormat.cpu(capacity.free().cpu()),
        ResourceFormat.memory(capacity.allocatable().memory()),
        ResourceFormat.cpu(capacity.allocatable().cpu()),
        classes.named().stream().map(one -> Fit.of(one, capacity)).toList());
  }

  /** Free slots of one resource class. */
  public record Fit(String name, String size, long more) {

    static Fit of(ResourceClass one, ClusterCapacity capacity) {
      Resources size = ResourceClasses.resourcesOf(one);
      return new Fit(one.name(), ResourceFormat.both(size), capacity.freeSlots(size));
    }
  }
}
