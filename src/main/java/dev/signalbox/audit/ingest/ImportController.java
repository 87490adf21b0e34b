package dev.signalbox.audit.ingest;

import dev.signalbox.web.Field;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
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

/** The page that takes files of events; with scripts piece by piece, without them as a whole. */
@Controller
@InSection(Section.AUDIT)
class ImportController {

  private static final int RECENT = 50;

  private final FileImports imports;
  private final FilePieces pieces;
  private final IngestPlaces places;
  private final FlashCookie flashes;
  private final Clock clock;

  ImportController(
      FileImports imports,
      FilePieces pieces,
      IngestPlaces places,
      FlashCookie flashes,
      Clock clock) {
    this.imports = imports;
    this.pieces = pieces;
    this.places = places;
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
  String takeWhole(
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (file == null || file.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page("Choose a file with one event a line.", model);
    }
    if (!places.tryTake()) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      return page("The log is taking in as much as it can. Send it again in a moment.", model);
    }
    try {
      return takeWhole(file, nameOf(file), response, model);
    } finally {
      places.giveBack();
    }
  }

  private String takeWhole(
      MultipartFile file, String name, HttpServletResponse response, Model model)
      throws IOException {
    byte[] bytes = file.getBytes();
    FileImport begun = imports.begin(FileKey.of(name, bytes));
    PieceOutcome outcome = new PieceOutcome.Taken(begun);
    while (outcome instanceof PieceOutcome.Taken taken && taken.file().endedAt() == null) {
      int from = Math.toIntExact(taken.file().position());
      int until = Math.min(from + FileImports.LONGEST_PIECE, bytes.length);
      outcome = imports.take(begun.id(), from, Arrays.copyOfRange(bytes, from, until));
    }
    if (outcome instanceof PieceOutcome.NoLine) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page("A line of it is longer than 4 MiB; no event is.", model);
    }
    flashes.say(
        response,
        outcome instanceof PieceOutcome.Taken
            ? Flash.done("Took in " + name + ".")
            : Flash.refused(name + " is being brought from somewhere else, too; see below."));
    return "redirect:/audit/imports";
  }

  @PutMapping("/audit/imports/file")
  ResponseEntity<FileImportJson> begin(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") long size,
      @RequestParam(defaultValue = "") String version) {
    return pieces.begin(new FileKey(name, size, version));
  }

  @PutMapping("/audit/imports/{id}/pieces/{position}")
  ResponseEntity<FileImportJson> take(
      @PathVariable UUID id, @PathVariable long position, HttpServletRequest request)
      throws IOException {
    return pieces.take(id, position, request);
  }

  private static String nameOf(MultipartFile file) {
    String name =
        Objects.requireNonNullElse(file.getOriginalFilename(), "").strip().replace('\0', '?');
    return name.isEmpty() ? "events" : name.substring(0, Math.min(200, name.length()));
  }

  private String page(@Nullable String wrong, Model model) {
    Field file = new Field("file", "File", "one JSON event a line", null, wrong);
    model.addAttribute("page", ImportsPage.of(file, imports.recent(RECENT), clock));
    return "audit/imports";
  }
}
