package dev.signalbox.artifacts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the entries of a folder.
 *
 * @param folders their keys, with a final slash
 * @param nextToken opens the next page; null on the last one
 */
public record ArtifactListing(
    List<String> folders, List<Entry> artifacts, @Nullable String nextToken) {

  public ArtifactListing {
    folders = List.copyOf(folders);
    artifacts = List.copyOf(artifacts);
  }

  /**
   * An artifact.
   *
   * @param size in bytes, as stored
   */
  public record Entry(String key, long size, Instant lastModified) {

    /** Returns the last segment of the key. */
    public String name() {
      return ArtifactKey.fileName(key);
    }
  }
}
