package dev.signalbox.storage;

import java.nio.file.Path;

/** Storages for the tests of other rooms. */
public final class Stores {

  private Stores() {}

  public static ObjectStore in(Path folder) {
    return new FolderStore(folder);
  }
}
