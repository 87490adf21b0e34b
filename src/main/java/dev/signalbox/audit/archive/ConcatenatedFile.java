package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.DigestingOutputStream;
import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A gzip file that is the concatenation of other gzip files (RFC 1952, section 2.2).
 *
 * @param etag changes with any byte
 */
record ConcatenatedFile(String name, String etag, List<Piece> pieces) {

  private static final int BUFFER = 64 * 1024;

  /** Concatenates the files, after the CSV header line. */
  static ConcatenatedFile of(
      String name, LineFormat lineFormat, List<ArchiveFile> files, ObjectStore store) {
    byte[] header = header(lineFormat);
    return new ConcatenatedFile(
        name,
        etag(files),
        Stream.concat(
                Stream.of(
                    new Piece(
                        header.length,
                        from -> new ByteArrayInputStream(header, (int) from, header.length))),
                files.stream()
                    .map(file -> new Piece(file.bytes(), from -> store.open(file.name(), from))))
            .toList());
  }

  private static String etag(List<ArchiveFile> files) {
    DigestingOutputStream digesting = new DigestingOutputStream(OutputStream.nullOutputStream());
    try {
      for (ArchiveFile file : files) {
        digesting.write(file.sha256().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("unreachable: nothing is written", e);
    }
    return '"' + digesting.sha256() + '"';
  }

  long bytes() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  /**
   * Checks that the storage returns the last piece.
   *
   * @throws dev.signalbox.remote.RemoteSystemException if it does not
   */
  void checkAvailable() throws IOException {
    pieces.getLast().opening().at(0).close();
  }

  /** Writes the bytes from first to last, both inclusive. */
  void write(long first, long last, OutputStream out) throws IOException {
    long begin = 0;
    for (Piece piece : pieces) {
      long from = Math.max(first, begin);
      long to = Math.min(last + 1, begin + piece.bytes());
      if (from < to) {
        copy(piece, from - begin, to - from, out);
      }
      begin += piece.bytes();
    }
  }

  private static void copy(Piece piece, long from, long length, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = piece.opening().at(from)) {
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("An archive file is shorter than its manifest says.");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static byte[] header(LineFormat lineFormat) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(lineFormat.header());
    } catch (IOException e) {
      throw new UncheckedIOException("unreachable: writes to memory", e);
    }
    return packed.toByteArray();
  }

  /** A file of the concatenation, or the header. */
  record Piece(long bytes, Opening opening) {}

  /** Opens a file at an offset in bytes. */
  @FunctionalInterface
  interface Opening {
    InputStream at(long from);
  }
}
