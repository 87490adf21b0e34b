package dev.signalbox.audit.archive;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.settings.Settings;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.web.InSection;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** The page of archived months, and their files, which go on where they stopped. */
@Controller
@InSection(Section.AUDIT)
class ArchiveController {

  private final Archives archives;
  private final ArchiveFiles files;
  private final Optional<ObjectStore> store;
  private final Settings settings;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ArchiveController(
      Archives archives,
      ArchiveFiles files,
      Optional<ObjectStore> store,
      Settings settings,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.archives = archives;
    this.files = files;
    this.store = store;
    this.settings = settings;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/audit/archives")
  String index(Model model) {
    model.addAttribute(
        "page",
        ArchivesPage.of(
            store.map(ObjectStore::where).orElse(null),
            settings.archive().retentionMonths(),
            archives.months(),
            archives.parts(),
            archives.failure().orElse(null),
            clock));
    return "audit/archives";
  }

  @GetMapping({"/audit/archives/{name}.csv.gz", "/audit/archives/{name}.jsonl.gz"})
  void file(
      @PathVariable String name,
      HttpServletRequest request,
      @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
      @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
      HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    String asked = path.substring(path.lastIndexOf('/') + 1);
    ArchivedFile file =
        files
            .find(asked)
            .orElseThrow(() -> new NotFound("file", asked, "/audit/archives", "the archive"));
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(HttpHeaders.ETAG, file.etag());
    long first = 0;
    long last = file.bytes() - 1;
    // a storage that is away is told on a page of its own, not in the middle of a file
    file.isThere();
    @Nullable HttpRange wanted = range == null ? null : only(range);
    // several at once, or a unit nobody knows: the whole file is an answer to those, too
    if (wanted != null && (ifRange == null || ifRange.equals(file.etag()))) {
      if (wanted.getRangeStart(file.bytes()) > last) {
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.bytes());
        response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
        return;
      }
      first = wanted.getRangeStart(file.bytes());
      last = wanted.getRangeEnd(file.bytes());
      response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
      response.setHeader(
          HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(first, last, file.bytes()));
    }
    response.setContentType("application/gzip");
    response.setContentLengthLong(last - first + 1);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file.name()).build().toString());
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    record(file, first, last);
    file.write(first, last, response.getOutputStream());
  }

  private void record(ArchivedFile file, long first, long last) {
    transaction.executeWithoutResult(
        status ->
            audit.record(
                "audit_log.archive.downloaded",
                Target.of("audit_archive", file.name(), file.name()),
                Map.of("first_byte", first, "last_byte", last)));
  }

  private static @Nullable HttpRange only(String header) {
    try {
      List<HttpRange> ranges = HttpRange.parseRanges(header);
      return ranges.size() == 1 ? ranges.getFirst() : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
