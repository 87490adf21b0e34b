package dev.signalbox.nomad;

import dev.signalbox.settings.Settings.BuildClass;
import java.util.List;

/** Named classes for tests. */
public final class BuildClassesOf {

  /** What a build of class large asks for. */
  public static final Resources LARGE = new Resources(4000, 8192, 0);

  private BuildClassesOf() {}

  public static BuildClasses smallAndLarge() {
    return new BuildClasses(
        List.of(new BuildClass("small", 2000, 4096), new BuildClass("large", 4000, 8192)));
  }
}
