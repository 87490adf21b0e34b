package dev.signalbox.audit.export;

import dev.signalbox.audit.export.ExportFilters.ExportFilter;
import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.SizeEstimator.Size;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the export page and the exports. */
@Controller
@InSection(Section.AUDIT)
class ExportController {

  private static final int RECENT = 20;

  private final ExportService exportService;
  private final ExportRepository exports;
  private final ExportFilters filters;
  private final ConsoleProperties settings;
  private final FlashCookie flashes;
  private final Clock clock;

  ExportController(
      ExportService exportService,
      ExportRepository exports,
      ExportFilters filters,
      ConsoleProperties settings,
      FlashCookie flashes,
      Clock clock) {
    this.exportService = exportService;
    this.exports = exports;
    this.filters = filters;
    this.settings = settings;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/audit/exports")
  String index(
      @RequestParam Map<String, String> parameters, HttpServletResponse response, Model model) {
    if (page(parameters, model).isInvalid()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }
    return "audit/exports";
  }

  @Fragment
  @GetMapping("/audit/exports")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    page(parameters, model);
    return "audit/exports :: list";
  }

  private ListUrl page(Map<String, String> parameters, Model model) {
    ListUrl read = AuditFilter.PARAMETERS.read("/audit/exports", parameters);
    ExportFilter filter = filters.read(read);
    ListUrl url = new ListUrl(read.path(), read.parameters(), filter.problems());
    model.addAttribute(
        "page",
        ExportsPage.of(
            url,
            url.isInvalid() ? new Size(0, 0) : filters.estimateSize(filter),
            filters.archivedMonths(filter).note(),
            exports.recent(RECENT),
            settings.publicUrl().toString(),
            clock));
    return url;
  }

  @GetMapping({"/audit.csv", "/audit.csv.gz", "/audit.jsonl", "/audit.jsonl.gz"})
  @Nullable String download(
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return switch (exportService.send(parameters, format(request), request, response)) {
      case ExportService.Outcome.Sent sent -> null;
      case ExportService.Outcome.Busy busy -> {
        flashes.add(
            response,
            FlashMessage.error(busy.reason() + " Wait for one to finish, then try again."));
        yield "redirect:" + new ListUrl("/audit/exports", parameters);
      }
    };
  }

  private static ExportFormat format(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return Objects.requireNonNull(ExportFormat.of(path.substring("/audit.".length())), path);
  }
}
