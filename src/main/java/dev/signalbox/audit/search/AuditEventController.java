package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventConditions.Keys;
import dev.signalbox.audit.search.EventSearch.Window;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/** Serves the page of one event, with the other events of its request. */
@Controller
@InSection(Section.AUDIT)
class AuditEventController {

  private static final int MAX_SIBLINGS = 20;

  private final EventSearch search;
  private final ConsoleProperties settings;
  private final JsonMapper json;
  private final Clock clock;

  AuditEventController(
      EventSearch search, ConsoleProperties settings, JsonMapper json, Clock clock) {
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

  private List<EventSummary> siblings(AuditEvent event) {
    String request = event.requestId();
    if (request == null || request.isEmpty()) {
      return List.of();
    }
    EventConditions same =
        new EventConditions(
            List.of(), new Keys("request_id", List.of(request)), List.of(), false, false);
    return search.find(same, new Window(null, false, MAX_SIBLINGS)).events();
  }

  private AuditEvent event(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return search.find(uuid).orElseThrow(() -> search.isKnown(uuid) ? archived(id) : missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static ObjectNotFoundException archived(String id) {
    return new ObjectNotFoundException(
        "event in the database", id, "/audit/archives", "the archive, which has its month");
  }

  private static ObjectNotFoundException missing(String id) {
    return new ObjectNotFoundException("event", id, "/audit", "the audit log");
  }
}
