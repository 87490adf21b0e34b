package dev.signalbox.nomad.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream of JSON objects apart, with or without something between them. Nomad has no other
 * way to say that a stream went wrong than to write its sentence behind the last object, so what
 * does not begin like an object is that sentence.
 */
final class JsonObjects {

  private static final int LONGEST_OBJECT = 128_000_000;
  private static final int LONGEST_SENTENCE = 500;

  private final InputStream in;
  private final byte[] buffer = new byte[32_768];
  private int at;
  private int filled;

  JsonObjects(InputStream in) {
    this.in = in;
  }

  /**
   * The next object, or null at the end, be it in the middle of one.
   *
   * @throws Sentence when Nomad says why it ends
   */
  byte @Nullable [] next() throws IOException {
    int first = take();
    while (first == '\n' || first == '\r' || first == ' ' || first == '\t') {
      first = take();
    }
    if (first < 0) {
      return null;
    }
    if (first != '{') {
      throw new Sentence(sentence(first));
    }
    return object();
  }

  private byte @Nullable [] object() throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write('{');
    int depth = 1;
    boolean quoted = false;
    boolean escaped = false;
    while (depth > 0) {
      int one = take();
      if (one < 0) {
        return null;
      }
      object.write(one);
      if (object.size() > LONGEST_OBJECT) {
        throw new MeteredStream.TooLong(LONGEST_OBJECT);
      }
      if (quoted) {
        quoted = escaped || one != '"';
        escaped = !escaped && one == '\\';
      } else {
        switch (one) {
          case '"' -> quoted = true;
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          default -> {}
        }
      }
    }
    return object.toByteArray();
  }

  private String sentence(int first) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int one = first;
    while (one >= 0 && one != '\n' && text.size() < LONGEST_SENTENCE) {
      text.write(one);
      one = take();
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private int take() throws IOException {
    if (at == filled) {
      filled = in.read(buffer);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  /** What Nomad wrote instead of an object. */
  static final class Sentence extends IOException {
    private static final long serialVersionUID = 1L;

    Sentence(String text) {
      super(text);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
