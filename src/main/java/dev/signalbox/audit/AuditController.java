package dev.signalbox.audit;

import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** The log and each of its events. */
@Controller
@InSection(Section.AUDIT)
class AuditController {

  private static final int RECENT = 5;

  private final AuditEvents events;
  private final JsonMapper json;
  private final Clock clock;

  AuditController(AuditEvents events, JsonMapper json, Clock clock) {
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping("/audit")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = new ListUrl("/audit", parameters);
    model.addAttribute(
        "page",
        AuditPage.of(
            url, events.actions(), events.page(AuditFilter.of(url), AuditPage.PAGE + 1), clock));
    return "audit/index";
  }

  @Fragment
  @GetMapping("/audit")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "audit/index :: list";
  }

  @Fragment
  @GetMapping("/audit/recent")
  String recent(@RequestParam(defaultValue = "") String target, Model model) {
    ListUrl url = new ListUrl("/audit", Map.of("target", target));
    model.addAttribute("title", target.isBlank() ? "Recent changes" : "What happened");
    model.addAttribute("url", url.toString());
    model.addAttribute(
        "events",
        events.page(AuditFilter.of(url), RECENT).stream()
            .map(event -> AuditPage.Line.of(event, clock))
            .toList());
    return "audit/_recent";
  }

  @GetMapping("/audit/{id}")
  String show(@PathVariable String id, Model model) {
    model.addAttribute("page", AuditEventPage.of(event(id), json, clock));
    return "audit/show";
  }

  private AuditEvent event(String id) {
    try {
      return events.find(UUID.fromString(id)).orElseThrow(() -> missing(id));
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static NotFound missing(String id) {
    return new NotFound("event", id, "/audit", "the audit log");
  }
}
