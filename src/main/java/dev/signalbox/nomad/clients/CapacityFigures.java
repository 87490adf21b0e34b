package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.settings.Settings.BuildClass;
import java.util.List;

/**
 * The capacity of the cluster, ready to print.
 *
 * @param fits how many more builds of each class fit; empty where the settings name no class
 */
record CapacityFigures(
    int ready,
    int clients,
    String freeMemory,
    String freeCpu,
    String ofMemory,
    String ofCpu,
    List<Fit> fits) {

  /** The classes are the settings', the same for every view. */
  static CapacityFigures of(ClusterView view, BuildClasses classes) {
    return view.derived(CapacityFigures.class, any -> make(Capacity.of(any), classes));
  }

  private static CapacityFigures make(Capacity capacity, BuildClasses classes) {
    return new CapacityFigures(
        capacity.ready(),
        capacity.clients(),
        Sizes.memory(capacity.free().memory()),
        Sizes.cpu(capacity.free().cpu()),
        Sizes.memory(capacity.allocatable().memory()),
        Sizes.cpu(capacity.allocatable().cpu()),
        classes.named().stream().map(one -> Fit.of(one, capacity)).toList());
  }

  /** How many more of one class. */
  public record Fit(String name, String size, long more) {

    static Fit of(BuildClass one, Capacity capacity) {
      Resources size = BuildClasses.asks(one);
      return new Fit(one.name(), Sizes.both(size), capacity.fit(size));
    }
  }
}
