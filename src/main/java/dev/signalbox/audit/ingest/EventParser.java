package dev.signalbox.audit.ingest;

import dev.signalbox.audit.NewEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses events as CircleCI server writes them: one JSON object each, with the fields documented in
 * "Audit Log Events" of its operations guide. Nested objects keep their text unmodified.
 */
final class EventParser {

  /** Older times are mistakes: no audit events were written before. */
  private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

  private static final Duration MAX_AHEAD = Duration.ofDays(1);
  private static final int MAX_VALUE_LENGTH = 400;
  private static final int MAX_NAME_LENGTH = 200;
  private static final Pattern ACTION =
      Pattern.compile("[a-z][a-z0-9_-]{0,60}(?:\\.[a-z0-9][a-z0-9_-]{0,60}){0,6}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z");
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final String EMPTY = "{}";

  private final JsonFactory json = JsonFactory.builder().build();
  private final Clock clock;

  EventParser(Clock clock) {
    this.clock = clock;
  }

  /** Parses one event, or returns why it is rejected. */
  ParseResult parse(String text) {
    try {
      JsonTextValidator.check(text);
      Draft draft = new Draft(text);
      draft.read();
      return new ParseResult.Event(draft.event(), draft.ignored);
    } catch (InvalidEventException e) {
      return new ParseResult.Rejected(e.reason);
    } catch (JacksonException e) {
      return new ParseResult.Rejected(JsonErrors.describe(e));
    }
  }

  /** The fields read so far. */
  private final class Draft {

    private final String text;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, String> objects = new HashMap<>();
    private final Set<String> ignored = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private int version = 1;
    private @Nullable Boolean success;

    Draft(String text) {
      this.text = text;
    }

    void read() {
      try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new InvalidEventException("An event must be a JSON object.");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          if (!seen.add(name)) {
            throw twice(name);
          }
          parser.nextToken();
          field(name, parser);
        }
        if (parser.nextToken() != null) {
          throw new InvalidEventException(
              "Unexpected text after the event; write one event per line.");
        }
      }
    }

    private void field(String name, JsonParser parser) {
      switch (name) {
        case "action", "occurred_at", "id" -> strings.put(name, string(name, parser));
        case "version" -> version = number(name, parser);
        case "success" -> success = flag(name, parser);
        case "actor", "target", "request", "metadata" -> object(name, parser);
        case "payload", "scope" -> text(name, parser);
        default -> {
          ignored.add(shortened(name));
          parser.skipChildren();
        }
      }
    }

    /** Reads an object whose keys have a meaning here, so that each may occur only once. */
    private void object(String name, JsonParser parser) {
      if (!isObject(name, parser)) {
        return;
      }
      int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
      Set<String> keys = new TreeSet<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        if (!keys.add(key)) {
          throw twice(name + "." + key);
        }
        JsonToken value = parser.nextToken();
        if (name.equals("metadata") && value != JsonToken.VALUE_STRING) {
          throw new InvalidEventException("All values of " + name + " must be strings.");
        }
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          strings.put(name + "." + key, parser.getString());
        }
        parser.skipChildren();
      }
      end(name, start, parser);
    }

    /** Reads an object that is only stored. */
    private void text(String name, JsonParser parser) {
      if (isObject(name, parser)) {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        end(name, start, parser);
      }
    }

    private static boolean isObject(String name, JsonParser parser) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return false;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new InvalidEventException("Field " + name + " must be a JSON object.");
      }
      return true;
    }

    private void end(String name, int start, JsonParser parser) {
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      objects.put(name, text.substring(start, end));
    }

    NewEvent event() {
      String occurred = required("occurred_at");
      @Nullable Boolean worked = success;
      if (worked == null) {
        throw missing("success");
      }
      String actor = object("actor");
      String target = object("target");
      required("actor.type");
      return new NewEvent(
          id(required("id")),
          action(required("action")),
          occurred,
          time(occurred),
          version,
          worked,
          new NewEvent.Json(
              actor,
              target,
              objects.getOrDefault("payload", EMPTY),
              objects.getOrDefault("metadata", EMPTY),
              objects.get("scope"),
              objects.get("request")),
          new NewEvent.Keys(
              required("actor.id"),
              name("actor.name"),
              required("target.type"),
              required("target.id"),
              name("target.name"),
              requestId()));
    }

    private String object(String name) {
      @Nullable String blob = objects.get(name);
      if (blob == null) {
        throw missing(name);
      }
      return blob;
    }

    private String required(String name) {
      @Nullable String value = strings.get(name);
      if (value == null || value.isEmpty()) {
        throw missing(name);
      }
      if (value.length() > MAX_VALUE_LENGTH) {
        throw new InvalidEventException(
            "Field " + name + " is longer than " + MAX_VALUE_LENGTH + " characters.");
      }
      return value;
    }

    /** Returns a name for the search index, truncated; the JSON keeps the whole name. */
    private @Nullable String name(String field) {
      @Nullable String name = strings.get(field);
      if (name == null || name.length() <= MAX_NAME_LENGTH) {
        return name;
      }
      boolean pair = Character.isHighSurrogate(name.charAt(MAX_NAME_LENGTH - 1));
      return name.substring(0, pair ? MAX_NAME_LENGTH - 1 : MAX_NAME_LENGTH);
    }

    /** CircleCI server writes an empty id for events without a request. */
    private @Nullable String requestId() {
      @Nullable String id = strings.get("request.id");
      return id == null || id.isEmpty() ? null : required("request.id");
    }

    private Instant time(String occurred) {
      if (!TIME.matcher(occurred).matches()) {
        throw invalidTime();
      }
      Instant at;
      try {
        at = Instant.parse(occurred).truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeParseException e) {
        throw invalidTime();
      }
      if (at.isBefore(EARLIEST) || at.isAfter(clock.instant().plus(MAX_AHEAD))) {
        throw new InvalidEventException(
            "Time " + occurred + " is before 2010 or more than one day in the future.");
      }
      return at;
    }
  }

  private static UUID id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new InvalidEventException("Field id must be a UUID.");
    }
    return UUID.fromString(id);
  }

  private static String action(String action) {
    if (!ACTION.matcher(action).matches()) {
      throw new InvalidEventException(
          "Field action must consist of lowercase words separated by dots.");
    }
    return action;
  }

  private static String shortened(String name) {
    return name.length() > 40 ? name.substring(0, 40) : name;
  }

  private static String string(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidEventException("Field " + name + " must be a string.");
    }
    return parser.getString();
  }

  private static int number(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new InvalidEventException("Field " + name + " must be an integer.");
    }
    long number = parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : -1;
    if (number < 0) {
      // also, spreadsheets read a leading minus as a formula
      throw new InvalidEventException(
          "Field " + name + " must be between 0 and " + Integer.MAX_VALUE + ".");
    }
    return Math.toIntExact(number);
  }

  private static boolean flag(String name, JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new InvalidEventException("Field " + name + " must be true or false.");
    };
  }

  private static InvalidEventException twice(String name) {
    return new InvalidEventException("Field " + shortened(name) + " occurs twice.");
  }

  private static InvalidEventException missing(String name) {
    return new InvalidEventException("Field " + name + " is missing.");
  }

  private static InvalidEventException invalidTime() {
    return new InvalidEventException(
        "Field occurred_at must be a UTC time such as 2017-12-21T13:50:54.474Z, with at most nine"
            + " fractional digits.");
  }
}
