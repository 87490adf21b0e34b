package dev.signalbox.artifacts;

import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The bytes of an artifact, or of a range of it. The end is reached only after exactly {@link
 * #length()} bytes; reading throws {@link RemoteSystemException} if the store fails before. Any
 * thread may close it: a read that waits for the store then fails.
 */
public final class ArtifactContent extends InputStream {

  private final Artifact artifact;
  private final Source source;
  private final Function<IOException, RemoteSystemException> translate;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long length;
  private long remaining;

  /**
   * Wraps the bytes of a store.
   *
   * @param length the number of bytes that the store announced
   * @param translate translates a failure of the source, or an end before the last byte
   */
  public ArtifactContent(
      Artifact artifact,
      long length,
      Source source,
      Function<IOException, RemoteSystemException> translate) {
    this.artifact = artifact;
    this.length = length;
    this.remaining = length;
    this.source = source;
    this.translate = translate;
  }

  /** Returns the metadata of the artifact at the time it was opened. */
  public Artifact artifact() {
    return artifact;
  }

  /** Returns the number of bytes of the artifact or range. */
  public long length() {
    return length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int count) {
    if (remaining == 0) {
      return -1;
    }
    if (count == 0) {
      return 0;
    }
    try {
      int read = source.read(buffer, offset, (int) Math.min(count, remaining));
      if (read < 0) {
        throw new IOException("ended %,d bytes before the end".formatted(remaining));
      }
      remaining -= read;
      return read;
    } catch (IOException e) {
      throw translate.apply(e);
    }
  }

  /** Reads the rest into memory; only for short content. */
  @Override
  public byte[] readAllBytes() {
    byte[] bytes = new byte[Math.toIntExact(remaining)];
    int count = 0;
    while (count < bytes.length) {
      count += read(bytes, count, bytes.length - count);
    }
    return bytes;
  }

  /** Releases the connection to the store, without reading the rest. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      source.close(remaining == 0);
    }
  }

  /** The bytes as the store sends them. */
  public interface Source {

    /** As {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] buffer, int offset, int count) throws IOException;

    /**
     * Releases the connection. Called by any thread, once.
     *
     * @param complete whether all bytes were read, so that the connection can be used again
     */
    void close(boolean complete);
  }
}
