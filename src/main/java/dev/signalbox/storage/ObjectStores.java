package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.settings.StorageSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Creates a store for commands that run without the Spring context. */
public final class ObjectStores {

  private ObjectStores() {}

  public static ObjectStore of(StorageSettings storage) {
    return switch (storage) {
      case StorageSettings.Folder folder -> new FolderStore(folder.path());
      case StorageSettings.S3 s3 -> new S3Store(s3, new RemoteCalls(new SimpleMeterRegistry()));
    };
  }
}
