package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Digesting;
import dev.signalbox.audit.export.Layout;
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
 * A file of gzip made of others one after the other, which is again a file of gzip.
 *
 * @param etag another one as soon as any byte is
 */
record ArchivedFile(String name, String etag, List<Piece> pieces) {

  private static final int MANY = 64 * 1024;

  /** The files one after the other, behind the line of names that a file of CSV begins with. */
  static ArchivedFile of(String name, Layout layout, List<ArchiveFile> files, ObjectStore store) {
    byte[] header = header(layout);
    return new ArchivedFile(
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
    Digesting digesting = new Digesting(OutputStream.nullOutputStream());
    try {
      for (ArchiveFile file : files) {
        digesting.write(file.sha256().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written anywhere.", e);
    }
    return '"' + digesting.sha256() + '"';
  }

  long bytes() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  /**
   * Looks whether the storage gives the last piece.
   *
   * @throws dev.signalbox.outside.OutsideWorldException when it does not
   */
  void isThere() throws IOException {
    pieces.getLast().opening().at(0).close();
  }

  /** Writes the bytes from one to another, both of them included. */
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
    byte[] buffer = new byte[MANY];
    try (InputStream in = piece.opening().at(from)) {
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("A file of the archive is shorter than it was.");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static byte[] header(Layout layout) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(layout.header());
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte.", e);
    }
    return packed.toByteArray();
  }

  /** One of the files. */
  record Piece(long bytes, Opening opening) {}

  /** Opens a file at one of its bytes. */
  @FunctionalInterface
  interface Opening {
    InputStream at(long from);
  }
}
