package dev.signalbox.audit.ingest;

import dev.signalbox.audit.ingest.IngestBody.Content;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import dev.signalbox.web.TextPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Serves the import page. With JavaScript a file is sent in chunks, otherwise in one request. */
@Controller
@InSection(Section.AUDIT)
class ImportController {

  private static final int RECENT = 50;

  private final FileImportService service;
  private final FileImportRepository imports;
  private final ImportRequestHandler requests;
  private final IngestLimiter limiter;
  private final FlashCookie flashes;
  private final Clock clock;

  ImportController(
      FileImportService service,
      FileImportRepository imports,
      ImportRequestHandler requests,
      IngestLimiter limiter,
      FlashCookie flashes,
      Clock clock) {
    this.service = service;
    this.imports = imports;
    this.requests = requests;
    this.limiter = limiter;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/audit/imports")
  String index(Model model) {
    return page(null, model);
  }

  @Fragment
  @GetMapping("/audit/imports")
  String list(Model model) {
    index(model);
    return "audit/imports :: list";
  }

  @PostMapping("/audit/imports")
  String uploadWhole(
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file == null || file.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page("Choose a file with events.", model);
    }
    if (!limiter.tryAcquire()) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      return page("Too many concurrent imports. Try again in a moment.", model);
    }
    try {
      return uploadWhole(file, nameOf(file), response, model);
    } finally {
      limiter.release();
    }
  }

  private String uploadWhole(
      MultipartFile file, String name, HttpServletResponse response, Model model)
      throws IOException {
    byte[] bytes = file.getBytes();
    return switch (IngestBody.readFile(bytes)) {
      case Content.Lines lines ->
          service
              .importWhole(FileKey.of(name, bytes), lines)
              .map(imported -> imported(imported, response, model))
              .orElseGet(() -> alreadyRunning(name, response));
      case Content.TooLong tooLong -> refused(tooLong.why() + " Or use the API.", response, model);
      case Content.Unreadable unreadable -> refused(unreadable.why(), response, model);
    };
  }

  private String imported(FileImport file, HttpServletResponse response, Model model) {
    String counts = ImportsPage.countsOf(file);
    if (file.hasNoEvents()) {
      String first = file.firstRejected().stream().findFirst().orElse("The file is empty.");
      return refused("No events were imported (" + counts + "). " + first, response, model);
    }
    String message = file.name() + ": " + counts + ".";
    flashes.add(
        response,
        file.rejected() == 0 ? FlashMessage.success(message) : FlashMessage.error(message));
    return "redirect:/audit/imports";
  }

  private String alreadyRunning(String name, HttpServletResponse response) {
    flashes.add(
        response, FlashMessage.error(name + " is already being uploaded. See the list below."));
    return "redirect:/audit/imports";
  }

  private String refused(String why, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(why, model);
  }

  @PutMapping("/audit/imports/file")
  ResponseEntity<FileImportJson> start(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") long size,
      @RequestParam(defaultValue = "") String version) {
    return requests.start(new FileKey(name, size, version));
  }

  @PutMapping("/audit/imports/{id}/chunks/{position}")
  ResponseEntity<FileImportJson> uploadChunk(
      @PathVariable UUID id, @PathVariable long position, HttpServletRequest request)
      throws IOException {
    return requests.importChunk(id, position, request);
  }

  private static String nameOf(MultipartFile file) {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "").strip();
    return TextPolicy.isVisible(name)
        ? TextPolicy.replaceInvalid(name.substring(0, Math.min(200, name.length())))
        : "events";
  }

  private String page(@Nullable String error, Model model) {
    FormField file =
        new FormField("file", "File", "JSON Lines or a JSON array, plain or gzip", null, error);
    model.addAttribute("page", ImportsPage.of(file, imports.recent(RECENT), clock));
    return "audit/imports";
  }
}
