package dev.signalbox.artifacts.storage;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactKey;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.artifacts.VisibleName;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads artifacts from a folder. Files have no declared content type. Symbolic links are neither
 * listed nor followed out of the folder.
 */
class FolderArtifactStore implements ArtifactStore {

  private static final String CHANGED = "changed while it was read";

  private final Path root;

  FolderArtifactStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Artifact find(String key) {
    try {
      return artifact(key, attributes(file(key)));
    } catch (IOException | InvalidPathException e) {
      throw failed("find", key, e);
    }
  }

  @Override
  public ArtifactContent open(String key, @Nullable ByteRange range, @Nullable String etag) {
    try {
      Path file = file(key);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      try {
        Artifact artifact = artifact(key, attributes(file));
        if ((etag != null && !etag.equals(artifact.etag()))
            || (range != null && range.last() >= artifact.size())) {
          throw StoreFailures.changed(tried("read", key), CHANGED, null);
        }
        channel.position(range == null ? 0 : range.first());
        long length = range == null ? artifact.size() : range.length();
        return new ArtifactContent(
            artifact,
            length,
            new FileBody(file, artifact, channel, length),
            e -> failed("read", key, e));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | InvalidPathException e) {
      throw failed("read", key, e);
    }
  }

  @Override
  public ArtifactListing list(String prefix, @Nullable String token, int max) {
    int start = prefix.lastIndexOf('/') + 1;
    String folder = prefix.substring(0, start);
    try {
      List<String> names = names(folder(folder), prefix.substring(start), token, max + 1);
      boolean hasMore = names.size() > max;
      List<String> page = hasMore ? names.subList(0, max) : names;
      return listing(folder, page, hasMore ? page.getLast() : null);
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (!Files.isDirectory(root)) {
        throw StoreFailures.unavailable(
            tried("list", prefix), "no such folder", "Check that the folder is mounted.", e);
      }
      // as in a bucket, in which folders exist only by their objects
      return new ArtifactListing(List.of(), List.of(), null);
    } catch (IOException | InvalidPathException e) {
      throw failed("list", prefix, e);
    }
  }

  /**
   * Returns the first names after a name, sorted. Only these are in memory, also of a large folder.
   */
  private static List<String> names(Path folder, String beginning, @Nullable String after, int max)
      throws IOException {
    PriorityQueue<String> first = new PriorityQueue<>(max + 1, Comparator.reverseOrder());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(beginning) && (after == null || name.compareTo(after) > 0)) {
          first.add(name);
          if (first.size() > max) {
            first.poll();
          }
        }
      }
    }
    return first.stream().sorted().toList();
  }

  private ArtifactListing listing(String folder, List<String> names, @Nullable String nextToken)
      throws IOException {
    List<String> folders = new ArrayList<>();
    List<ArtifactListing.Entry> files = new ArrayList<>();
    for (String name : names) {
      String key = folder + name;
      try {
        BasicFileAttributes attributes = attributes(root.resolve(key));
        if (attributes.isDirectory()) {
          folders.add(key + "/");
        } else if (attributes.isRegularFile()) {
          files.add(
              new ArtifactListing.Entry(
                  key, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
      } catch (NoSuchFileException e) {
        // deleted meanwhile
      }
    }
    return new ArtifactListing(folders, files, nextToken);
  }

  private Path folder(String key) throws IOException {
    return key.isEmpty() ? root : inside(key.substring(0, key.length() - 1));
  }

  private Path file(String key) throws IOException {
    Path file = inside(key);
    if (!attributes(file).isRegularFile()) {
      throw new NoSuchFileException(key);
    }
    return file;
  }

  /** Returns the path without symbolic links; one that leads out of the folder doesn't exist. */
  private Path inside(String key) throws IOException {
    if (!ArtifactKey.isValid(key)) {
      throw new NoSuchFileException(key);
    }
    try {
      Path path = root.resolve(key).toRealPath();
      if (!path.startsWith(root.toRealPath())) {
        throw new NoSuchFileException(key);
      }
      return path;
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      // the name is too long, or a file is used as a folder
      throw new NoSuchFileException(key, null, e.getReason());
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Artifact artifact(String key, BasicFileAttributes attributes) {
    return new Artifact(
        key,
        attributes.size(),
        null,
        null,
        "\"%x-%x\""
            .formatted(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size()),
        attributes.lastModifiedTime().toInstant());
  }

  private RemoteSystemException failed(String verb, String key, Exception e) {
    String tried = tried(verb, key);
    String answered =
        e.getClass().getSimpleName() + ": " + VisibleName.of(String.valueOf(e.getMessage()));
    return switch (e) {
      case NoSuchFileException missing -> StoreFailures.notFound(tried, answered, missing);
      case NotDirectoryException missing -> StoreFailures.notFound(tried, answered, missing);
      case InvalidPathException invalid -> StoreFailures.notFound(tried, answered, invalid);
      case AccessDeniedException denied ->
          StoreFailures.denied(
              tried, answered, "Check that Signalbox may read the folder and its files.", denied);
      default -> StoreFailures.unavailable(tried, answered, "Check that the folder is mounted.", e);
    };
  }

  private String tried(String verb, String key) {
    return "%s %s in the folder %s".formatted(verb, VisibleName.of(key), root);
  }

  /** A file that must not change until its last byte was read. */
  private static final class FileBody implements ArtifactContent.Source {

    private final Path file;
    private final Artifact artifact;
    private final FileChannel channel;
    private long remaining;

    FileBody(Path file, Artifact artifact, FileChannel channel, long length) {
      this.file = file;
      this.artifact = artifact;
      this.channel = channel;
      this.remaining = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int read = channel.read(ByteBuffer.wrap(buffer, offset, count));
      remaining -= Math.max(read, 0);
      // before the last bytes are passed on, which would complete the response
      if (remaining == 0 && !artifact(artifact.key(), attributes(file)).equals(artifact)) {
        throw new IOException(CHANGED);
      }
      return read;
    }

    @Override
    public void close(boolean complete) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
