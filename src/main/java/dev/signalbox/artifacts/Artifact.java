package dev.signalbox.artifacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an artifact.
 *
 * @param size in bytes, as stored
 * @param contentType the declared type, unmodified, or null if the store has none
 * @param contentEncoding the encoding in which it is stored, such as {@code gzip}, or null
 * @param etag the entity tag in double quotes, which changes with the content
 */
public record Artifact(
    String key,
    long size,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    String etag,
    Instant lastModified) {

  /** Returns the last segment of the key. */
  public String name() {
    return ArtifactKey.fileName(key);
  }
}
