package dev.signalbox.artifacts.storage;

import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.storage.StorageProperties;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the store that the settings name. */
@Configuration(proxyBeanMethods = false)
class ArtifactStoreConfiguration {

  /** Returns null, which is no bean, if no storage is configured. */
  @Bean
  static @Nullable ArtifactStore artifactStore(ArtifactsProperties settings, RemoteCalls calls) {
    StorageProperties storage = settings.artifacts();
    if (storage.s3Bucket() != null) {
      return new S3ArtifactStore(storage, storage.s3Bucket(), settings.folderInBucket(), calls);
    }
    return storage.folder() == null ? null : new FolderArtifactStore(Path.of(storage.folder()));
  }
}
