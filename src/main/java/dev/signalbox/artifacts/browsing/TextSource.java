package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.artifacts.ContentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a text, of which pages read parts. */
sealed interface TextSource {

  long size();

  /** Returns the bytes from an offset; fewer at the end. */
  byte[] read(long from, int max);

  /** A file, of which only the requested ranges are read. */
  record StoredText(ArtifactStore store, Artifact artifact) implements TextSource {

    @Override
    public long size() {
      return artifact.size();
    }

    @Override
    public byte[] read(long from, int max) {
      long last = Math.min(from + max, size()) - 1;
      if (last < from) {
        return new byte[0];
      }
      try (ArtifactContent content =
          store.open(artifact.key(), new ByteRange(from, last), artifact.etag())) {
        return content.readAllBytes();
      }
    }
  }

  /** The beginning of a file that is stored with gzip, which has no ranges. */
  final class DecodedText implements TextSource {

    private final byte[] bytes;
    private final boolean isCut;

    private DecodedText(byte[] bytes, boolean isCut) {
      this.bytes = bytes;
      this.isCut = isCut;
    }

    /**
     * Decodes a file, or its beginning.
     *
     * @throws IOException if it is not complete gzip data
     */
    static DecodedText read(ArtifactStore store, Artifact artifact, int max) throws IOException {
      try (ArtifactContent content = store.open(artifact.key(), null, artifact.etag());
          InputStream decoded = ContentEncoding.decode(content)) {
        byte[] bytes = decoded.readNBytes(max);
        return new DecodedText(bytes, decoded.read() >= 0);
      }
    }

    /** Whether the file is longer. */
    boolean isCut() {
      return isCut;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] read(long from, int max) {
      return Arrays.copyOfRange(
          bytes, (int) Math.min(from, size()), (int) Math.min(from + max, size()));
    }
  }
}
