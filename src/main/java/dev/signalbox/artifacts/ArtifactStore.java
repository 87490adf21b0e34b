package dev.signalbox.artifacts;

import dev.signalbox.remote.RemoteSystemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads build artifacts. A key consists of segments that are separated by slashes; no segment is
 * empty, {@code .} or {@code ..}. All methods throw {@link RemoteSystemException} if the store
 * fails.
 */
public interface ArtifactStore {

  /**
   * Reads the metadata of an artifact.
   *
   * @throws RemoteSystemException.NotFound if it does not exist
   */
  Artifact find(String key);

  /**
   * Opens an artifact or a range of it. The caller must close the content.
   *
   * @param range a range inside the artifact, or null for the whole artifact
   * @param etag the expected {@link Artifact#etag()}, or null for any
   * @throws RemoteSystemException.NotFound if it does not exist
   * @throws RemoteSystemException.Conflict if it has another entity tag
   */
  ArtifactContent open(String key, @Nullable ByteRange range, @Nullable String etag);

  /**
   * Lists the folders and artifacts directly below a folder, in alphabetical order.
   *
   * @param prefix the folder with its final slash, followed by the first letters of the names to
   *     list; empty for everything in the root folder
   * @param token {@link ArtifactListing#nextToken()} of the previous page, or null for the first
   * @param max maximum number of entries, at most 1,000
   */
  ArtifactListing list(String prefix, @Nullable String token, int max);
}
