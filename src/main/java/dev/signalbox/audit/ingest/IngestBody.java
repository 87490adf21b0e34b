package dev.signalbox.audit.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The body of a call, taken apart into texts of which each should be an event. */
final class IngestBody {

  /** As many as one call brings; a longer one is two calls. */
  static final int MOST_EVENTS = 10_000;

  /** In bytes, unpacked. */
  static final int LONGEST = 16 << 20;

  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private IngestBody() {}

  /**
   * One text of a body.
   *
   * @param number of the line, or of the element of an array, from 1 on
   * @param text null where the line is not UTF-8
   */
  record Line(int number, @Nullable String text) {}

  /** How reading a body ends. */
  sealed interface Content {

    /**
     * Its lines.
     *
     * @param broken why an array could not be read to its end, or null
     */
    record Lines(List<Line> lines, @Nullable String broken) implements Content {}

    /** More than a call may bring; nothing of it was taken. */
    record TooLong(String why) implements Content {}

    /** Neither plain nor gzip. */
    record Unreadable(String why) implements Content {}
  }

  /** Reads a body to its end, packed by gzip or not. */
  static Content read(InputStream body) throws IOException {
    byte[] packed = body.readNBytes(LONGEST + 1);
    byte[] bytes;
    try {
      bytes = isGzip(packed) ? unpacked(packed) : packed;
    } catch (ZipException e) {
      return new Content.Unreadable("The body begins like gzip and cannot be unpacked.");
    } catch (java.io.EOFException e) {
      return new Content.Unreadable("The body is gzip and ends too early.");
    }
    if (bytes.length > LONGEST) {
      return new Content.TooLong("A call has at most 16 MiB, unpacked. Send it in parts.");
    }
    Content.Lines lines = isArray(bytes) ? elements(bytes) : lines(bytes, MOST_EVENTS);
    return lines.lines().size() > MOST_EVENTS
        ? new Content.TooLong("A call has at most 10,000 events. Send them in parts.")
        : lines;
  }

  /**
   * Lines of a piece of a file.
   *
   * @param count how many there are, with those that are empty
   */
  record Pieces(Content.Lines content, int count) {}

  /** Reads the first bytes of a piece of a file, which end with a line or with the file. */
  static Pieces piece(byte[] bytes, int length) {
    byte[] complete = Arrays.copyOf(bytes, length);
    int count = 0;
    for (byte b : complete) {
      count += b == '\n' ? 1 : 0;
    }
    return new Pieces(lines(complete, Integer.MAX_VALUE), count);
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == GZIP[0] && bytes[1] == GZIP[1];
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      return gzip.readNBytes(LONGEST + 1);
    }
  }

  private static boolean isArray(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '[';
      }
    }
    return false;
  }

  private static Content.Lines lines(byte[] bytes, int most) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    int start = 0;
    while (start < bytes.length && lines.size() <= most) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      @Nullable String text = decoded(bytes, start, end);
      if (text == null || !text.isBlank()) {
        lines.add(new Line(number, text == null ? null : text.strip()));
      }
      start = end + 1;
    }
    return new Content.Lines(lines, null);
  }

  private static Content.Lines elements(byte[] bytes) {
    List<Line> elements = new ArrayList<>();
    @Nullable String text = decoded(bytes, 0, bytes.length);
    if (text == null) {
      return new Content.Lines(elements, "The array is not UTF-8.");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      while (elements.size() <= MOST_EVENTS && parser.nextToken() != JsonToken.END_ARRAY) {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        parser.finishToken();
        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
        elements.add(new Line(elements.size() + 1, text.substring(start, end).strip()));
      }
      return new Content.Lines(elements, null);
    } catch (JacksonException e) {
      return new Content.Lines(
          elements,
          "The array breaks off here, nothing after it was read: " + e.getOriginalMessage());
    }
  }

  private static @Nullable String decoded(byte[] bytes, int start, int end) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
