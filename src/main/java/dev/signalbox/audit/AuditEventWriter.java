package dev.signalbox.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the events of Signalbox to the log. */
@Component
class AuditEventWriter {

  private final JsonMapper json;
  private final Clock clock;
  private final EventStore store;

  AuditEventWriter(JsonMapper json, Clock clock, EventStore store) {
    this.json = json;
    this.clock = clock;
    this.store = store;
  }

  /** Writes an event in the caller's transaction. */
  NewEvent add(AuditEntry entry) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    @Nullable String request = entry.requestId();
    NewEvent event =
        new NewEvent(
            entry.id(),
            entry.action(),
            now.toString(),
            now,
            1,
            entry.success(),
            new NewEvent.Json(
                toJson(entry.actor()),
                toJson(entry.target()),
                toJson(entry.payload()),
                toJson(entry.metadata()),
                null,
                request == null ? null : toJson(Map.of("id", request))),
            new NewEvent.Keys(
                entry.actor().id(),
                entry.actor().name(),
                entry.target().type(),
                entry.target().id(),
                entry.target().name(),
                request));
    store.add(List.of(event), null);
    return event;
  }

  private String toJson(Object value) {
    return json.writeValueAsString(value);
  }
}
