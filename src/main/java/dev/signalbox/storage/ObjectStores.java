package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the store that the settings name. */
@Configuration(proxyBeanMethods = false)
public class ObjectStores {

  ObjectStores() {}

  /**
   * Creates a store for commands that run without the Spring context; null if none is configured.
   */
  public static @Nullable ObjectStore of(StorageProperties storage) {
    return of(storage, new RemoteCalls(new SimpleMeterRegistry()));
  }

  private static @Nullable ObjectStore of(StorageProperties storage, RemoteCalls calls) {
    if (storage.s3Bucket() != null) {
      return new S3Store(storage, storage.s3Bucket(), calls);
    }
    return storage.folder() == null ? null : new FolderStore(Path.of(storage.folder()));
  }

  /** Returns null, which is no bean, if no storage is configured. */
  @Bean
  static @Nullable ObjectStore objectStore(ArchiveProperties settings, RemoteCalls calls) {
    return of(settings.storage(), calls);
  }
}
