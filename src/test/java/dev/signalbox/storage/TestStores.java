package dev.signalbox.storage;

import java.nio.file.Path;

/** Stores for tests of other modules. */
public final class TestStores {

  private TestStores() {}

  public static ObjectStore in(Path folder) {
    return new FolderStore(folder);
  }
}
