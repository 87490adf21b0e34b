package dev.signalbox.artifacts.storage;

import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.storage.StorageSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the store that the settings name. */
@Configuration(proxyBeanMethods = false)
class ArtifactStoreConfiguration {

  /** Returns null, which is no bean, if no storage is configured. */
  @Bean
  static @Nullable ArtifactStore artifactStore(ArtifactsProperties settings, RemoteCalls calls) {
    return switch (settings.artifacts().settings()) {
      case null -> null;
      case StorageSettings.Folder folder -> new FolderArtifactStore(folder.path());
      case StorageSettings.S3 s3 -> new S3ArtifactStore(s3, settings.folderInBucket(), calls);
    };
  }
}
