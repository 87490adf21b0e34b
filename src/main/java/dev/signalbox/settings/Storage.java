package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where files are kept that outlive the database. */
public sealed interface Storage {

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
