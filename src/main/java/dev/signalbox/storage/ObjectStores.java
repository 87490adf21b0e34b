package dev.signalbox.storage;

import dev.signalbox.remote.RemoteCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the store that the settings name. */
@Configuration(proxyBeanMethods = false)
public class ObjectStores {

  ObjectStores() {}

  /** Creates a store for commands that run without the Spring context. */
  public static ObjectStore of(StorageSettings storage) {
    return of(storage, new RemoteCalls(new SimpleMeterRegistry()));
  }

  private static ObjectStore of(StorageSettings storage, RemoteCalls calls) {
    return switch (storage) {
      case StorageSettings.Folder folder -> new FolderStore(folder.path());
      case StorageSettings.S3 s3 -> new S3Store(s3, calls);
    };
  }

  /** Returns null, which is no bean, if no storage is configured. */
  @Bean
  static @Nullable ObjectStore objectStore(ArchiveProperties settings, RemoteCalls calls) {
    @Nullable StorageSettings storage = settings.storage().settings();
    return storage == null ? null : of(storage, calls);
  }
}
