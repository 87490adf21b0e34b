package dev.signalbox.storage;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.SettingsBinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A storage of files, such as of the archive. */
public sealed interface StorageSettings {

  /**
   * Reads the storage from environment variables, for commands that need no other settings.
   *
   * @return null if none is configured
   * @throws IllegalArgumentException if a variable is invalid; the message names it
   */
  static @Nullable StorageSettings of(Map<String, String> environment) {
    return SettingsBinder.bind(environment, ArchiveProperties.class).storage().settings();
  }

  /** A folder shared by all instances; an absolute path. */
  record Folder(Path path) implements StorageSettings {}

  /**
   * A bucket of Amazon S3 or a compatible service.
   *
   * @param url endpoint of an S3-compatible service, or null for AWS in the region
   * @param key null for the AWS default credentials provider chain
   */
  record S3(String bucket, String region, @Nullable URI url, @Nullable Key key)
      implements StorageSettings {}

  /** An access key. */
  record Key(String id, Secret secret) {}
}
