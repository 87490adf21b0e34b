package dev.signalbox.audit.search;

import dev.signalbox.audit.search.Conditions.Keys;
import dev.signalbox.audit.search.EventSearch.Window;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/** Each event, with what came of the same request. */
@Controller
@InSection(Section.AUDIT)
class AuditEventController {

  private static final int OF_REQUEST = 20;

  private final EventSearch search;
  private final Settings settings;
  private final JsonMapper json;
  private final Clock clock;

  AuditEventController(EventSearch search, Settings settings, JsonMapper json, Clock clock) {
    this.search = search;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping("/audit/{id}")
  String show(@PathVariable String id, Model model) {
    AuditEvent event = event(id);
    model.addAttribute(
        "page",
        AuditEventPage.of(event, siblings(event), settings.publicUrl().toString(), json, clock));
    return "audit/show";
  }

  private List<EventLine> siblings(AuditEvent event) {
    String request = event.requestId();
    if (request == null || request.isEmpty()) {
      return List.of();
    }
    Conditions same =
        new Conditions(
            List.of(), new Keys("request_id", List.of(request)), List.of(), false, false);
    return search.find(same, new Window(null, false, OF_REQUEST)).events();
  }

  private AuditEvent event(String id) {
    try {
      UUID known = UUID.fromString(id);
      return search.find(known).orElseThrow(() -> search.isKnown(known) ? filed(id) : missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static NotFound filed(String id) {
    return new NotFound(
        "event in the database any more:",
        id,
        "/audit/archives",
        "the archive, where its month is");
  }

  private static NotFound missing(String id) {
    return new NotFound("event", id, "/audit", "the audit log");
  }
}
