package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Model of the page of one event.
 *
 * @param sentence actor, verb and target; not escaped
 * @param link the absolute URL of the page
 * @param occurred the time with up to nine fractional digits, as received
 * @param source Signalbox or the user who sent the event
 * @param siblings the other events of the same request, newest first
 * @param verbatim the JSON fields, byte for byte as received
 */
record AuditEventPage(
    String id,
    String action,
    String sentence,
    String link,
    StatusLabel outcome,
    TimestampView at,
    String occurred,
    String actor,
    String target,
    String targetType,
    String source,
    List<Fact> facts,
    RelatedLinks related,
    List<AuditPage.Line> siblings,
    String pretty,
    List<Fact> verbatim) {

  private static final Duration ACTIVITY_WINDOW = Duration.ofMinutes(15);

  static AuditEventPage of(
      AuditEvent event,
      List<EventSummary> siblings,
      String publicUrl,
      JsonMapper json,
      Clock clock) {
    EventSummary line = event.summary();
    return new AuditEventPage(
        line.id().toString(),
        line.action(),
        KnownActions.sentence(line),
        publicUrl + "/audit/" + line.id(),
        AuditPage.outcome(line.success()),
        TimestampView.of(line.at(), clock),
        event.occurred(),
        line.actor(),
        line.target(),
        line.targetType(),
        event.sender() == null ? "Signalbox" : "Sent by " + event.sender(),
        json.readTree(event.json().payload()).properties().stream()
            .map(entry -> new Fact(label(entry.getKey()), text(entry.getValue())))
            .toList(),
        RelatedLinks.of(event),
        siblings.stream()
            .filter(other -> !other.id().equals(line.id()))
            .map(other -> AuditPage.Line.of(other, clock))
            .toList(),
        pretty(event, json),
        verbatim(event));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  /** Writes "losing_access" as "Losing access". */
  private static String label(String key) {
    String words = key.replace('_', ' ').strip();
    return words.isEmpty() ? key : StringUtils.capitalize(words);
  }

  /** Formats the event with its fields in the order that CircleCI server documents. */
  private static String pretty(AuditEvent event, JsonMapper json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", event.summary().action());
    fields.put("actor", json.readTree(event.json().actor()));
    fields.put("target", json.readTree(event.json().target()));
    fields.put("payload", json.readTree(event.json().payload()));
    fields.put("occurred_at", event.occurred());
    fields.put("metadata", json.readTree(event.json().metadata()));
    fields.put("id", event.summary().id().toString());
    fields.put("version", event.version());
    putIfPresent(fields, "scope", event.json().scope(), json);
    fields.put("success", event.summary().success());
    putIfPresent(fields, "request", event.json().request(), json);
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
  }

  private static void putIfPresent(
      Map<String, Object> fields, String name, @Nullable String text, JsonMapper json) {
    if (text != null) {
      fields.put(name, json.readTree(text));
    }
  }

  private static List<Fact> verbatim(AuditEvent event) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("actor", event.json().actor());
    fields.put("target", event.json().target());
    fields.put("payload", event.json().payload());
    fields.put("metadata", event.json().metadata());
    fields.put("scope", event.json().scope());
    fields.put("request", event.json().request());
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(field -> new Fact(field.getKey(), String.valueOf(field.getValue())))
        .toList();
  }

  /** A label and its value. */
  record Fact(String name, String value) {}

  /**
   * Links to related events.
   *
   * @param request all events of the same request, or null if the event has no request id
   */
  record RelatedLinks(String actor, String actorActivity, String target, @Nullable String request) {

    static RelatedLinks of(AuditEvent event) {
      ListUrl log = new ListUrl("/audit", Map.of());
      ListUrl actor = log.with("actor", event.summary().actorId());
      String request = event.requestId();
      return new RelatedLinks(
          actor.toString(),
          actor
              .with("from", event.summary().at().minus(ACTIVITY_WINDOW).toString())
              .with("until", event.summary().at().plus(ACTIVITY_WINDOW).toString())
              .toString(),
          log.with("target", event.summary().targetId()).toString(),
          request == null || request.isEmpty() ? null : log.with("request", request).toString());
    }
  }
}
