package dev.signalbox.audit.search;

import dev.signalbox.web.ByteSize;
import dev.signalbox.web.RawText;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Formats the JSON fields of an event token by token and stops at a size limit. Numbers, duplicate
 * keys and the order of keys are shown as stored.
 */
final class EventExcerpt {

  private static final int MAX_FACTS_CHARS = 16 * 1024;
  private static final int MAX_VALUE_CHARS = 2_000;
  private static final int MAX_LABEL_CHARS = 200;
  private static final int MAX_VERBATIM_CHARS = 32 * 1024;

  private final AuditEvent event;
  private final JsonMapper json;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Verbatim> verbatim = new ArrayList<>();
  private final RawText formatted;
  private boolean isCut;

  EventExcerpt(AuditEvent event, JsonMapper json) {
    this.event = event;
    this.json = json;
    readFacts();
    readVerbatim();
    this.formatted = format();
  }

  /** Returns the fields of the payload. */
  List<Fact> facts() {
    return facts;
  }

  /** Returns the JSON fields as received. */
  List<Verbatim> verbatim() {
    return verbatim;
  }

  /** Returns the event with line breaks and indentation. */
  RawText formatted() {
    return formatted;
  }

  /** Returns a sentence if not everything is shown, or null. */
  @Nullable String note() {
    return isCut ? "This event has " + size() + "; this page shows only its beginning." : null;
  }

  private String size() {
    return ByteSize.of((double) event.bytes());
  }

  private void readFacts() {
    String payload = event.json().payload();
    int rest = MAX_FACTS_CHARS;
    try (JsonParser parser = json.createParser(readable(payload))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String label = RawText.shorten(label(parser.currentName()), MAX_LABEL_CHARS);
        String value = value(parser, payload);
        if (rest <= 0) {
          isCut = true;
          return;
        }
        isCut |= value.length() > MAX_VALUE_CHARS;
        Fact fact = new Fact(label, RawText.shorten(value, MAX_VALUE_CHARS));
        facts.add(fact);
        // each row also has some markup
        rest -= fact.name().length() + fact.value().length() + 10;
      }
    } catch (JacksonException e) {
      // the end of a text that is cut
      isCut = true;
    }
  }

  private static String value(JsonParser parser, String payload) {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return "";
    }
    if (token.isScalarValue()) {
      return parser.getString();
    }
    int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    return payload.substring(start, Math.toIntExact(parser.currentLocation().getCharOffset()));
  }

  /** Writes "losing_access" as "Losing access". */
  private static String label(String key) {
    String words = key.replace('_', ' ').strip();
    return words.isEmpty() ? key : StringUtils.capitalize(words);
  }

  private void readVerbatim() {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("actor", event.json().actor());
    fields.put("target", event.json().target());
    fields.put("payload", event.json().payload());
    fields.put("metadata", event.json().metadata());
    fields.put("scope", event.json().scope());
    fields.put("request", event.json().request());
    int rest = MAX_VERBATIM_CHARS;
    for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
      String text = field.getValue();
      if (text != null) {
        isCut |= text.length() > rest;
        verbatim.add(new Verbatim(field.getKey(), RawText.shorten(text, rest)));
        rest = Math.max(0, rest - text.length());
      }
    }
  }

  /** Formats the event with its fields in the order that CircleCI server documents. */
  private RawText format() {
    LimitedWriter text = new LimitedWriter();
    try (JsonGenerator out =
        json.writerWithDefaultPrettyPrinter()
            .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .createGenerator(text)) {
      if (write(out, text)) {
        return new RawText(text.written(), null);
      }
    }
    isCut = true;
    return RawText.cut(text.written(), size());
  }

  /** Writes the fields until one is cut, and returns whether all were written. */
  private boolean write(JsonGenerator out, LimitedWriter text) {
    AuditEvent.Json fields = event.json();
    out.writeStartObject();
    out.writeStringProperty("action", event.summary().action());
    if (!copy("actor", fields.actor(), out, text)
        || !copy("target", fields.target(), out, text)
        || !copy("payload", fields.payload(), out, text)) {
      return false;
    }
    out.writeStringProperty("occurred_at", event.occurred());
    if (!copy("metadata", fields.metadata(), out, text)) {
      return false;
    }
    out.writeStringProperty("id", event.summary().id().toString());
    out.writeNumberProperty("version", event.version());
    if (!copy("scope", fields.scope(), out, text)) {
      return false;
    }
    out.writeBooleanProperty("success", event.summary().success());
    if (!copy("request", fields.request(), out, text)) {
      return false;
    }
    out.writeEndObject();
    out.flush();
    return !text.isFull();
  }

  private boolean copy(String name, @Nullable String value, JsonGenerator out, LimitedWriter text) {
    if (value == null) {
      return true;
    }
    out.writeName(name);
    try (JsonParser parser = json.createParser(readable(value))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (text.isFull()) {
          return false;
        }
        if (token.isNumeric()) {
          out.writeNumber(parser.getString());
        } else {
          out.copyCurrentEvent(parser);
        }
      }
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Removes the end of a number and makes the text invalid there if it is cut. */
  private static String readable(String field) {
    if (field.length() <= AuditEvent.MAX_SHOWN) {
      return field;
    }
    int end = field.length();
    while (end > 0 && "0123456789+-.eE".indexOf(field.charAt(end - 1)) >= 0) {
      end--;
    }
    return field.substring(0, end) + '…';
  }

  /** A label and its value. */
  record Fact(String name, String value) {}

  /** A JSON field as received. */
  record Verbatim(String name, String value) {}

  /** Keeps the beginning of a text. */
  private static final class LimitedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private boolean full;

    boolean isFull() {
      return full;
    }

    String written() {
      return text.toString();
    }

    @Override
    public void write(char[] chars, int start, int length) {
      int kept = Math.min(length, RawText.MAX_CHARS - text.length());
      text.append(chars, start, kept);
      full |= kept < length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
