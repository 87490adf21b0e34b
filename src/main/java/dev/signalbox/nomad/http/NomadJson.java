package dev.signalbox.nomad.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.signalbox.nomad.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the JSON of Nomad: names are capitalized, any field may be missing or null, and
 * times have three formats. Target records declare only the fields that are used.
 */
final class NomadJson {

  private static final JsonSetter.Value EMPTY =
      JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          // the connection is closed by the transport
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              String.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(List.class, o -> o.setNullHandling(EMPTY))
          .withConfigOverride(Map.class, o -> o.setNullHandling(EMPTY))
          .build();

  private NomadJson() {}

  /** Passes each element of a list to the consumer while it is read; a null list is empty. */
  static <T> void readEach(InputStream in, Class<T> type, Consumer<T> found) throws IOException {
    ObjectReader reader =
        MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try (JsonParser parser = MAPPER.createParser(in)) {
      @Nullable JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      if (token != JsonToken.START_ARRAY) {
        throw new UnexpectedJsonException("not a list");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        @Nullable T one = reader.readValue(parser);
        if (one != null) {
          found.accept(one);
        }
      }
    }
  }

  /** Reads one value, which must not be null. */
  static <T> T read(byte[] json, Class<T> type) throws IOException {
    @Nullable T one = MAPPER.readerFor(type).readValue(json);
    if (one == null) {
      throw new UnexpectedJsonException("null");
    }
    return one;
  }

  static JsonParser parser(byte[] json) {
    return MAPPER.createParser(json);
  }

  static String pretty(JsonNode tree) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Converts Unix nanoseconds; 0 becomes the epoch. */
  static Instant fromUnixNanos(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  /** Parses RFC 3339; returns null for an empty text, an invalid one and Go's zero time. */
  static @Nullable Instant parseTime(String text) {
    if (text.isEmpty() || text.startsWith("0001-")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Interns a text that thousands of records share. */
  static String shared(String text) {
    return text.intern();
  }

  /** Resources of a client or an allocation in the format since Nomad 0.9. */
  record ResourcesJson(@Nullable Cpu cpu, @Nullable Memory memory, @Nullable Disk disk) {

    static Resources of(@Nullable ResourcesJson parts) {
      return parts == null
          ? Resources.NONE
          : new Resources(
              parts.cpu == null ? 0 : parts.cpu.cpuShares(),
              parts.memory == null ? 0 : parts.memory.memoryMb(),
              parts.disk == null ? 0 : parts.disk.diskMb());
    }
  }

  record Cpu(long cpuShares) {}

  record Memory(long memoryMb) {}

  record Disk(long diskMb) {}

  /** Requested resources in the older format that job specs still use. */
  record RequestedResourcesJson(long cpu, long memoryMb, long diskMb) {

    Resources resources() {
      return new Resources(cpu, memoryMb, diskMb);
    }
  }

  /** The JSON does not have the expected structure. */
  static final class UnexpectedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedJsonException(String what) {
      super(what);
    }
  }
}
