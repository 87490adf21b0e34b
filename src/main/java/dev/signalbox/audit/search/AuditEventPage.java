package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event, ready to print.
 *
 * @param link its full address, to be sent to a colleague
 * @param occurred the time as it was written, with all its digits
 * @param source who says so, as far as it was recorded: the console itself or whoever brought it
 * @param siblings the other events of the same request, newest first
 * @param verbatim the JSON as it came, field by field
 */
record AuditEventPage(
    String id,
    String action,
    String means,
    String truth,
    String link,
    Status outcome,
    Moment at,
    String occurred,
    String actor,
    String target,
    String targetType,
    String source,
    List<Fact> facts,
    Around around,
    List<AuditPage.Line> siblings,
    String pretty,
    List<Fact> verbatim) {

  private static final Duration AROUND = Duration.ofMinutes(15);

  static AuditEventPage of(
      AuditEvent event, List<EventLine> siblings, String publicUrl, JsonMapper json, Clock clock) {
    EventLine line = event.line();
    return new AuditEventPage(
        line.id().toString(),
        line.action(),
        KnownActions.description(line.action()),
        line.actor() + " → " + line.targetType() + " " + line.target(),
        publicUrl + "/audit/" + line.id(),
        AuditPage.outcome(line.success()),
        Moment.of(line.at(), clock),
        event.occurred(),
        line.actor(),
        line.target(),
        line.targetType(),
        event.broughtBy() == null
            ? "this console, or brought before that was recorded"
            : "brought by " + event.broughtBy() + ", as it stands",
        json.readTree(event.json().payload()).properties().stream()
            .map(entry -> new Fact(entry.getKey(), text(entry.getValue())))
            .toList(),
        Around.of(event),
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

  /** The guide's fields in the guide's order. */
  private static String pretty(AuditEvent event, JsonMapper json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", event.line().action());
    fields.put("actor", json.readTree(event.json().actor()));
    fields.put("target", json.readTree(event.json().target()));
    fields.put("payload", json.readTree(event.json().payload()));
    fields.put("occurred_at", event.occurred());
    fields.put("metadata", json.readTree(event.json().metadata()));
    fields.put("id", event.line().id().toString());
    fields.put("version", event.version());
    putIfPresent(fields, "scope", event.json().scope(), json);
    fields.put("success", event.line().success());
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

  /** A name and what it says. */
  record Fact(String name, String value) {}

  /**
   * Where to look next.
   *
   * @param request all events of the same request, or null where none is known
   */
  record Around(String actor, String actorThen, String target, @Nullable String request) {

    static Around of(AuditEvent event) {
      ListUrl log = new ListUrl("/audit", Map.of());
      ListUrl actor = log.with("actor", event.line().actorId());
      String request = event.requestId();
      return new Around(
          actor.toString(),
          actor
              .with("from", event.line().at().minus(AROUND).toString())
              .with("until", event.line().at().plus(AROUND).toString())
              .toString(),
          log.with("target", event.line().targetId()).toString(),
          request == null || request.isEmpty() ? null : log.with("request", request).toString());
    }
  }
}
