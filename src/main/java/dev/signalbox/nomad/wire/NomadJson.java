package dev.signalbox.nomad.wire;

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
 * Nomad's dialect of JSON: names in capitals, anything may be missing or null, times in three ways.
 * Read into records that name only what is wanted, so the rest is skipped and never held.
 */
final class NomadJson {

  private static final JsonSetter.Value EMPTY =
      JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          // what is behind the answer is the connection, which has its own end
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              String.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(List.class, o -> o.setNullHandling(EMPTY))
          .withConfigOverride(Map.class, o -> o.setNullHandling(EMPTY))
          .build();

  private NomadJson() {}

  /** Hands over each element of a list, which may be null, as it is read. */
  static <T> void each(InputStream in, Class<T> type, Consumer<T> found) throws IOException {
    ObjectReader reader =
        MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try (JsonParser parser = MAPPER.createParser(in)) {
      @Nullable JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      if (token != JsonToken.START_ARRAY) {
        throw new NotThat("no list");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        @Nullable T one = reader.readValue(parser);
        if (one != null) {
          found.accept(one);
        }
      }
    }
  }

  /** One value, which is there. */
  static <T> T one(byte[] json, Class<T> type) throws IOException {
    @Nullable T one = MAPPER.readerFor(type).readValue(json);
    if (one == null) {
      throw new NotThat("null");
    }
    return one;
  }

  static JsonNode tree(byte[] json) {
    return MAPPER.readTree(json);
  }

  static String pretty(JsonNode tree) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  static String written(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Nanoseconds since 1970; 1970 itself where nothing is told. */
  static Instant nanos(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  /** RFC 3339; null for nothing and for Go's zero time. */
  static @Nullable Instant time(String text) {
    if (text.isEmpty() || text.startsWith("0001-")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** One copy of a text that thousands of records share. */
  static String shared(String text) {
    return text.intern();
  }

  /** What a client has or an allocation gets, in the words since Nomad 0.9. */
  record Parts(@Nullable Cpu cpu, @Nullable Memory memory, @Nullable Disk disk) {

    static Resources of(@Nullable Parts parts) {
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

  /** What is asked for, in the older words that jobs still use. */
  record Asked(long cpu, long memoryMb, long diskMb) {

    Resources resources() {
      return new Resources(cpu, memoryMb, diskMb);
    }
  }

  /** It is JSON, but not what was asked for. */
  static final class NotThat extends IOException {
    private static final long serialVersionUID = 1L;

    NotThat(String what) {
      super(what);
    }
  }
}
