package dev.signalbox.audit.search;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.search.EventSearch.SearchResult;
import dev.signalbox.audit.search.EventSearch.Window;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the list of events and its fragments. */
@Controller
@InSection(Section.AUDIT)
class AuditController {

  private static final int RECENT = 5;

  private final EventSearch search;
  private final FilterResolver filterResolver;
  private final HistogramService histograms;
  private final DroppedMonthLookup droppedMonths;
  private final SavedFilters saved;
  private final CurrentActor actors;
  private final Clock clock;

  AuditController(
      EventSearch search,
      FilterResolver filterResolver,
      HistogramService histograms,
      DroppedMonthLookup droppedMonths,
      SavedFilters saved,
      CurrentActor actors,
      Clock clock) {
    this.search = search;
    this.filterResolver = filterResolver;
    this.histograms = histograms;
    this.droppedMonths = droppedMonths;
    this.saved = saved;
    this.actors = actors;
    this.clock = clock;
  }

  @GetMapping("/audit")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    ListUrl url = AuditFilter.PARAMETERS.read("/audit", parameters);
    AuditFilter filter = AuditFilter.of(url, clock);
    if (filter.isInvalid()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return page(url, filter, model);
  }

  @Fragment
  @GetMapping("/audit")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = AuditFilter.PARAMETERS.read("/audit", parameters);
    page(url, AuditFilter.of(url, clock), model);
    return "audit/index :: list";
  }

  private String page(ListUrl url, AuditFilter filter, Model model) {
    EventConditions conditions = filterResolver.resolve(filter);
    model.addAttribute(
        "page",
        AuditPage.of(
            url,
            filter,
            filter.isInvalid()
                ? new SearchResult(List.of(), null)
                : search.find(conditions, window(url, AuditPage.PAGE_SIZE + 1)),
            histograms.of(url, filter),
            ResultNotes.of(conditions, droppedMonths.overlapping(filter.from(), filter.until())),
            saved.of(actors.actor().id()),
            clock));
    return "audit/index";
  }

  @Fragment
  @GetMapping("/audit/recent")
  String recent(@RequestParam(defaultValue = "") String target, Model model) {
    ListUrl url = new ListUrl("/audit", Map.of("target", target));
    model.addAttribute("title", target.isBlank() ? "Recent activity" : "Activity");
    model.addAttribute("url", url.toString());
    model.addAttribute(
        "events",
        search
            .find(filterResolver.resolve(AuditFilter.of(url, clock)), window(url, RECENT))
            .events()
            .stream()
            .map(event -> AuditPage.Line.of(event, clock))
            .toList());
    return "audit/_recent :: content";
  }

  private static Window window(ListUrl url, int rows) {
    boolean back = !url.value("after").isEmpty();
    return new Window(Cursor.parse(url.value(back ? "after" : "before")), back, rows);
  }
}
