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
 * Reads events as an installation writes them: one JSON object each, with the fields of the
 * operations guide's chapter on audit logs. What is nested is cut out of the text as it stands.
 */
final class EventParser {

  /** Nothing of this kind was written before; an older time is a mistake. */
  private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int LONGEST_WORD = 400;
  private static final int LONGEST_NAME = 200;
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

  /** Reads one event; a text that is none is told why. */
  Parsed parse(String text) {
    try {
      TextOfJson.check(text);
      Draft draft = new Draft(text);
      draft.read();
      return new Parsed.Event(draft.event(), draft.ignored);
    } catch (NoEvent e) {
      return new Parsed.Rejected(e.why);
    } catch (JacksonException e) {
      return new Parsed.Rejected("This is not JSON: " + e.getOriginalMessage());
    }
  }

  /** What was read so far. */
  private final class Draft {

    private final String text;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> blobs = new HashMap<>();
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
          throw new NoEvent("An event is a JSON object.");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          if (!seen.add(name)) {
            throw new NoEvent("The field " + name + " stands here twice.");
          }
          parser.nextToken();
          field(name, parser);
        }
        if (parser.nextToken() != null) {
          throw new NoEvent("Something follows the event; one line is one event.");
        }
      }
    }

    private void field(String name, JsonParser parser) {
      switch (name) {
        case "action", "occurred_at", "id" -> words.put(name, word(name, parser));
        case "version" -> version = number(name, parser);
        case "success" -> success = flag(name, parser);
        case "actor", "target", "request" -> blob(name, parser, true, false);
        case "metadata" -> blob(name, parser, false, true);
        case "payload", "scope" -> blob(name, parser, false, false);
        default -> {
          ignored.add(name.length() > 40 ? name.substring(0, 40) : name);
          parser.skipChildren();
        }
      }
    }

    private void blob(String name, JsonParser parser, boolean named, boolean onlyText) {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new NoEvent("The field " + name + " is a JSON object.");
      }
      int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (onlyText && value != JsonToken.VALUE_STRING) {
          throw new NoEvent("All values of " + name + " are text.");
        }
        if (named && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          words.put(name + "." + key, parser.getString());
        }
        parser.skipChildren();
      }
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      blobs.put(name, text.substring(start, end));
    }

    NewEvent event() {
      String occurred = wanted("occurred_at");
      @Nullable Boolean worked = success;
      if (worked == null) {
        throw missing("success");
      }
      String actor = blob("actor");
      String target = blob("target");
      wanted("actor.type");
      return new NewEvent(
          id(wanted("id")),
          action(wanted("action")),
          occurred,
          time(occurred),
          version,
          worked,
          new NewEvent.Json(
              actor,
              target,
              blobs.getOrDefault("payload", EMPTY),
              blobs.getOrDefault("metadata", EMPTY),
              blobs.get("scope"),
              blobs.get("request")),
          new NewEvent.Keys(
              wanted("actor.id"),
              name("actor.name"),
              wanted("target.type"),
              wanted("target.id"),
              name("target.name"),
              requestId()));
    }

    private String blob(String name) {
      @Nullable String blob = blobs.get(name);
      if (blob == null) {
        throw missing(name);
      }
      return blob;
    }

    private String wanted(String name) {
      @Nullable String word = words.get(name);
      if (word == null || word.isEmpty()) {
        throw missing(name);
      }
      if (word.length() > LONGEST_WORD) {
        throw new NoEvent("The field " + name + " is longer than " + LONGEST_WORD + " characters.");
      }
      return word;
    }

    /** A name to search by; a longer one stands whole in the JSON, but in no index. */
    private @Nullable String name(String field) {
      @Nullable String name = words.get(field);
      if (name == null || name.length() <= LONGEST_NAME) {
        return name;
      }
      boolean pair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
      return name.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME);
    }

    /** The installation writes an empty one where no request asked. */
    private @Nullable String requestId() {
      @Nullable String id = words.get("request.id");
      return id == null || id.isEmpty() ? null : wanted("request.id");
    }

    private Instant time(String occurred) {
      if (!TIME.matcher(occurred).matches()) {
        throw wrongTime();
      }
      Instant at;
      try {
        at = Instant.parse(occurred).truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeParseException e) {
        throw wrongTime();
      }
      if (at.isBefore(EARLIEST) || at.isAfter(clock.instant().plus(AHEAD))) {
        throw new NoEvent("The time " + occurred + " lies before 2010, or more than a day ahead.");
      }
      return at;
    }
  }

  private static UUID id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new NoEvent("The field id is a UUID.");
    }
    return UUID.fromString(id);
  }

  private static String action(String action) {
    if (!ACTION.matcher(action).matches()) {
      throw new NoEvent("The field action is made of lower-case words with dots between them.");
    }
    return action;
  }

  private static String word(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new NoEvent("The field " + name + " is text.");
    }
    return parser.getString();
  }

  private static int number(String name, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new NoEvent("The field " + name + " is a whole number.");
    }
    int number = parser.getIntValue();
    if (number < 0) {
      // nor would a spreadsheet take it for anything but a formula
      throw new NoEvent("The field " + name + " is not below zero.");
    }
    return number;
  }

  private static boolean flag(String name, JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new NoEvent("The field " + name + " is true or false.");
    };
  }

  private static NoEvent missing(String name) {
    return new NoEvent("The field " + name + " is missing.");
  }

  private static NoEvent wrongTime() {
    return new NoEvent(
        "The field occurred_at is a time in UTC such as 2017-12-21T13:50:54.474Z, with at most nine"
            + " digits of a second.");
  }
}
