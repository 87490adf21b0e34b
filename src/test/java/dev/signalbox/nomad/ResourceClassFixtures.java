package dev.signalbox.nomad;

import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import java.util.List;

/** Resource classes for tests. */
public final class ResourceClassFixtures {

  /** The resources of class {@code large}. */
  public static final Resources LARGE = new Resources(4000, 8192, 0);

  private ResourceClassFixtures() {}

  public static ResourceClasses smallAndLarge() {
    return new ResourceClasses(
        List.of(new ResourceClass("small", 2000, 4096), new ResourceClass("large", 4000, 8192)));
  }
}
