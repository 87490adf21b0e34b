package dev.signalbox.velero.logs;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the lines of a gzip file without keeping them. Bytes that are not UTF-8 become U+FFFD; a
 * line that is longer than the limit is cut.
 *
 * @param maxLineBytes longest line in bytes
 * @param maxBytes largest unpacked size, against decompression bombs
 */
public record GzipLines(int maxLineBytes, long maxBytes) {

  /** Limits for logs: lines of 8 MiB, 2 GiB in total. */
  public static final GzipLines LOG = new GzipLines(8 << 20, 2L << 30);

  private static final int BUFFER_SIZE = 64 * 1024;

  /** How the file ended. */
  public enum Ending {
    COMPLETE,
    /** The file is cut off or damaged; the lines up to there were read. */
    TRUNCATED,
    /** The file is larger than the limit; the lines up to there were read. */
    TOO_LARGE
  }

  /**
   * Passes each line without its line break.
   *
   * @throws IOException if reading the stream itself fails
   */
  public Ending read(InputStream file, Consumer<String> lines) throws IOException {
    LineBuffer buffer = new LineBuffer(maxLineBytes, lines);
    Ending ending = unpack(file, buffer);
    buffer.finish();
    return ending;
  }

  private Ending unpack(InputStream file, LineBuffer lines) throws IOException {
    byte[] bytes = new byte[BUFFER_SIZE];
    long total = 0;
    try (GZIPInputStream gzip = new GZIPInputStream(file, BUFFER_SIZE)) {
      int read = gzip.read(bytes);
      while (read >= 0) {
        total += read;
        if (total > maxBytes) {
          lines.add(bytes, (int) (read - (total - maxBytes)));
          return Ending.TOO_LARGE;
        }
        lines.add(bytes, read);
        read = gzip.read(bytes);
      }
      return Ending.COMPLETE;
    } catch (EOFException | ZipException e) {
      return Ending.TRUNCATED;
    }
  }

  /** Splits bytes at line feeds, and drops a carriage return before one. */
  private static final class LineBuffer {

    private final int maxLength;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineBuffer(int maxLength, Consumer<String> lines) {
      this.maxLength = maxLength;
      this.lines = lines;
    }

    void add(byte[] bytes, int length) {
      int start = 0;
      for (int i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
          append(bytes, start, i);
          emit();
          start = i + 1;
        }
      }
      append(bytes, start, length);
    }

    void finish() {
      if (line.size() > 0) {
        emit();
      }
    }

    private void append(byte[] bytes, int start, int end) {
      line.write(bytes, start, Math.min(end - start, maxLength - line.size()));
    }

    private void emit() {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
  }
}
