package dev.signalbox.audit.export;

import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.FilterReading;
import dev.signalbox.audit.search.MonthsInFiles;
import dev.signalbox.audit.search.SizeEstimate;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that offers files of events, and the files. */
@Controller
@InSection(Section.AUDIT)
class DownloadController {

  private static final int RECENT = 20;

  private final Downloads downloads;
  private final Exports exports;
  private final FilterReading reading;
  private final SizeEstimate estimate;
  private final MonthsInFiles filed;
  private final Settings settings;
  private final FlashCookie flashes;
  private final Clock clock;

  DownloadController(
      Downloads downloads,
      Exports exports,
      FilterReading reading,
      SizeEstimate estimate,
      MonthsInFiles filed,
      Settings settings,
      FlashCookie flashes,
      Clock clock) {
    this.downloads = downloads;
    this.exports = exports;
    this.reading = reading;
    this.estimate = estimate;
    this.filed = filed;
    this.settings = settings;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/audit/downloads")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = new ListUrl("/audit/downloads", parameters);
    AuditFilter filter = AuditFilter.of(url, clock);
    model.addAttribute(
        "page",
        DownloadsPage.of(
            url,
            estimate.of(filter, reading.read(filter)),
            FiledMonths.of(filter, filed).note(),
            exports.recent(RECENT),
            settings.publicUrl().toString(),
            clock));
    return "audit/downloads";
  }

  @Fragment
  @GetMapping("/audit/downloads")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "audit/downloads :: list";
  }

  @GetMapping({"/audit.csv", "/audit.csv.gz", "/audit.jsonl", "/audit.jsonl.gz"})
  @Nullable String download(
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ListUrl url = new ListUrl("/audit/downloads", parameters);
    return switch (downloads.send(url, format(request), request, response)) {
      case Downloads.Outcome.Sent sent -> null;
      case Downloads.Outcome.Busy busy -> {
        flashes.say(response, Flash.refused(busy.why() + " Wait for one to end, then try again."));
        yield "redirect:" + url;
      }
      case Downloads.Outcome.Unreadable unreadable ->
          "redirect:" + new ListUrl("/audit", parameters);
    };
  }

  private static ExportFormat format(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return Objects.requireNonNull(ExportFormat.of(path.substring("/audit.".length())), path);
  }
}
