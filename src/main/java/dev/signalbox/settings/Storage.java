package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where files are kept that outlive the database. */
public sealed interface Storage {

  /**
   * Reads it from an environment, for a command that needs nothing else of it.
   *
   * @return null where there is none
   * @throws IllegalArgumentException that says what is wrong
   */
  static @Nullable Storage of(Map<String, String> environment) {
    return SettingsReader.storage(variable -> environment.get(variable.environmentName()));
  }

  /** A folder that all instances share; an absolute path. */
  record Folder(Path path) implements Storage {}

  /**
   * A bucket.
   *
   * @param url where another S3 than Amazon's answers, or null for Amazon's of the region
   * @param key null for what the machine or its service account may do
   */
  record S3(String bucket, String region, @Nullable URI url, @Nullable Key key)
      implements Storage {}

  /** What the bucket is opened with. */
  record Key(String id, Secret secret) {}
}
