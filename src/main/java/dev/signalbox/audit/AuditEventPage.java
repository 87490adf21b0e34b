package dev.signalbox.audit;

import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One event, ready to print. */
record AuditEventPage(
    String action,
    String truth,
    Status outcome,
    Moment at,
    List<Fact> facts,
    String actorUrl,
    String raw) {

  static AuditEventPage of(AuditEvent event, JsonMapper json, Clock clock) {
    String actor = event.actorName() == null ? event.actorId() : event.actorName();
    String target = event.targetName() == null ? event.targetId() : event.targetName();
    return new AuditEventPage(
        event.action(),
        actor + " → " + event.targetType() + " " + target,
        AuditPage.outcome(event.success()),
        Moment.of(event.occurredAt(), clock),
        json.readTree(event.json().payload()).properties().stream()
            .map(entry -> new Fact(entry.getKey(), text(entry.getValue())))
            .toList(),
        "/audit?actor=" + event.actorId(),
        raw(event, json));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  /** The guide's fields in the guide's order. */
  private static String raw(AuditEvent event, JsonMapper json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", event.action());
    fields.put("actor", json.readTree(event.json().actor()));
    fields.put("target", json.readTree(event.json().target()));
    fields.put("payload", json.readTree(event.json().payload()));
    fields.put("occurred_at", event.occurredAt().toString());
    fields.put("metadata", json.readTree(event.json().metadata()));
    fields.put("id", event.id().toString());
    fields.put("version", event.json().version());
    fields.put("success", event.success());
    String request = event.json().request();
    if (request != null) {
      fields.put("request", json.readTree(request));
    }
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
  }

  /** One line of the payload. */
  record Fact(String name, String value) {}
}
