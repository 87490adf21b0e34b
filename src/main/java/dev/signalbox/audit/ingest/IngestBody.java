package dev.signalbox.audit.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Splits a request body into texts, one per event. */
final class IngestBody {

  /** Maximum number of events per request. */
  static final int MAX_EVENTS = 10_000;

  /** More than a file of the maximum size has, unless its lines are no events. */
  private static final int MAX_EVENTS_OF_FILE = 200_000;

  /** Maximum size in bytes, uncompressed. */
  static final int MAX_BYTES = 16 << 20;

  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private IngestBody() {}

  /**
   * One text of a body.
   *
   * @param number of the line or array element, from 1
   * @param text null if the line is not valid UTF-8
   */
  record Line(int number, @Nullable String text) {}

  /** The result of reading a body. */
  sealed interface Content {

    /**
     * The lines.
     *
     * @param broken why the body could not be read completely, or null
     */
    record Lines(List<Line> lines, @Nullable String broken) implements Content {}

    /** The body exceeds a limit; nothing is stored. */
    record TooLong(String why) implements Content {}

    /** The gzip data is invalid. */
    record Unreadable(String why) implements Content {}
  }

  /** Whether the body is multipart; its boundaries and part headers are not events. */
  static boolean isMultipart(HttpServletRequest request) {
    // the filter for raw bodies hides the content type, but not the header
    return StringUtils.startsWithIgnoreCase(
        request.getHeader(HttpHeaders.CONTENT_TYPE), "multipart/");
  }

  /**
   * Reads a complete body, plain or gzip.
   *
   * @param packed the body, or a part that is longer than the maximum
   */
  static Content read(byte[] packed) {
    return read(packed, MAX_EVENTS);
  }

  /** Reads a complete file, plain or gzip, or a part that is longer than the maximum. */
  static Content readFile(byte[] packed) {
    return read(packed, MAX_EVENTS_OF_FILE);
  }

  private static Content read(byte[] packed, int maxEvents) {
    byte[] bytes;
    try {
      // a body above the limit was not read completely
      bytes = isGzip(packed) && packed.length <= MAX_BYTES ? decompress(packed) : packed;
    } catch (EOFException e) {
      return new Content.Unreadable("The gzip body is truncated.");
    } catch (IOException e) {
      return new Content.Unreadable("The body is invalid gzip, or other data follows it.");
    }
    if (bytes.length > MAX_BYTES) {
      return new Content.TooLong("A request can have at most 16 MiB, uncompressed. Split it.");
    }
    Content.Lines lines = isArray(bytes) ? elements(bytes, maxEvents) : lines(bytes, maxEvents);
    return lines.lines().size() > maxEvents
        ? new Content.TooLong(
            "A request can have at most %,d events. Split it.".formatted(maxEvents))
        : lines;
  }

  /**
   * The lines of a chunk of a file.
   *
   * @param count number of lines, including empty ones
   */
  record ChunkLines(Content.Lines content, int count) {}

  /** Reads the first bytes of a chunk, which end at a line end or at the end of the file. */
  static ChunkLines readChunk(byte[] bytes, int length) {
    byte[] complete = Arrays.copyOf(bytes, length);
    int count = 0;
    for (byte b : complete) {
      count += b == '\n' ? 1 : 0;
    }
    return new ChunkLines(lines(complete, Integer.MAX_VALUE), count);
  }

  /** Decompresses all members of gzip data, at most one byte more than the limit. */
  private static byte[] decompress(byte[] packed) throws IOException {
    try (InputStream gzip =
        GzipCompressorInputStream.builder()
            .setByteArray(packed)
            .setDecompressConcatenated(true)
            .get()) {
      return gzip.readNBytes(MAX_BYTES + 1);
    }
  }

  /** Whether a file that starts with these bytes consists of lines: it is no gzip and no array. */
  static boolean isSplittable(byte[] bytes) {
    return !isGzip(bytes) && !isArray(bytes);
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == GZIP[0] && bytes[1] == GZIP[1];
  }

  private static boolean isArray(byte[] bytes) {
    for (int i = afterMark(bytes, 0, bytes.length); i < bytes.length; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '[';
      }
    }
    return false;
  }

  private static Content.Lines lines(byte[] bytes, int maxLines) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    int start = 0;
    while (start < bytes.length && lines.size() <= maxLines) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      @Nullable String text = decode(bytes, start, end);
      if (text == null || !text.isBlank()) {
        lines.add(new Line(number, text == null ? null : text.strip()));
      }
      start = end + 1;
    }
    return new Content.Lines(lines, null);
  }

  private static Content.Lines elements(byte[] bytes, int maxEvents) {
    List<Line> elements = new ArrayList<>();
    @Nullable String text = decode(bytes, 0, bytes.length);
    if (text == null) {
      return new Content.Lines(elements, "The array is not valid UTF-8.");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      while (elements.size() <= maxEvents && parser.nextToken() != JsonToken.END_ARRAY) {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        parser.finishToken();
        int end = Math.toIntExact(parser.currentLocation().getCharOffset());
        elements.add(new Line(elements.size() + 1, text.substring(start, end).strip()));
      }
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      return new Content.Lines(
          elements,
          text.substring(end).isBlank()
              ? null
              : "Unexpected text after the array, it was not read. Send one array per request.");
    } catch (JacksonException e) {
      return new Content.Lines(
          elements,
          "The array is invalid here, later events were not read: " + JsonErrors.describe(e));
    }
  }

  /** Skips a byte order mark; concatenated files have one in the middle. */
  private static int afterMark(byte[] bytes, int start, int end) {
    int after = start + MARK.length;
    return after <= end && Arrays.equals(bytes, start, after, MARK, 0, MARK.length) ? after : start;
  }

  private static @Nullable String decode(byte[] bytes, int start, int end) {
    int from = afterMark(bytes, start, end);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, end - from))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
