package dev.signalbox.storage;

import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.settings.Storage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Opens a storage for a command that runs without the console. */
public final class ObjectStores {

  private ObjectStores() {}

  public static ObjectStore of(Storage storage) {
    return switch (storage) {
      case Storage.Folder folder -> new FolderStore(folder.path());
      case Storage.S3 s3 -> new S3Store(s3, new RemoteCalls(new SimpleMeterRegistry()));
    };
  }
}
