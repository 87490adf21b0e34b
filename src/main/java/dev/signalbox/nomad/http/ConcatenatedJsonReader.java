package dev.signalbox.nomad.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of JSON objects, with or without whitespace between them. If a stream fails,
 * Nomad appends the error as plain text, so data that does not start with a brace is an error text.
 */
final class ConcatenatedJsonReader {

  private static final int MAX_OBJECT = 128_000_000;
  private static final int MAX_TEXT = 500;

  private final InputStream in;
  private final byte[] buffer = new byte[32_768];
  private int position;
  private int limit;

  ConcatenatedJsonReader(InputStream in) {
    this.in = in;
  }

  /**
   * Returns the next object, or null at the end of the stream, even if an object is incomplete.
   *
   * @throws TrailingText if Nomad appended an error text
   */
  byte @Nullable [] next() throws IOException {
    int first = readByte();
    while (first == '\n' || first == '\r' || first == ' ' || first == '\t') {
      first = readByte();
    }
    if (first < 0) {
      return null;
    }
    if (first != '{') {
      throw new TrailingText(text(first));
    }
    return readObject();
  }

  private byte @Nullable [] readObject() throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write('{');
    int depth = 1;
    boolean inString = false;
    boolean escaped = false;
    while (depth > 0) {
      int next = readByte();
      if (next < 0) {
        return null;
      }
      object.write(next);
      if (object.size() > MAX_OBJECT) {
        throw new LimitedInputStream.SizeLimitExceededException(MAX_OBJECT);
      }
      if (inString) {
        inString = escaped || next != '"';
        escaped = !escaped && next == '\\';
      } else {
        switch (next) {
          case '"' -> inString = true;
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          default -> {}
        }
      }
    }
    return object.toByteArray();
  }

  private String text(int first) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int next = first;
    while (next >= 0 && next != '\n' && text.size() < MAX_TEXT) {
      text.write(next);
      next = readByte();
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private int readByte() throws IOException {
    if (position == limit) {
      limit = in.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        return -1;
      }
    }
    return buffer[position++] & 0xff;
  }

  /** An error text in place of an object. */
  static final class TrailingText extends IOException {
    private static final long serialVersionUID = 1L;

    TrailingText(String text) {
      super(text);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
