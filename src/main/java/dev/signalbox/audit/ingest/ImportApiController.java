package dev.signalbox.audit.ingest;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of events for scripts. */
@RestController
@RequestMapping("/api/v1/audit-imports")
class ImportApiController {

  private static final String NEEDS = "Scope audit_ingest and the role admin. ";

  private final FileImports imports;
  private final FilePieces pieces;

  ImportApiController(FileImports imports, FilePieces pieces) {
    this.imports = imports;
    this.pieces = pieces;
  }

  @ApiOperation(
      value = "Begin or go on with a file of events",
      needs =
          NEEDS
              + "A file of one event a line, known by its name, size and version (a checksum, an"
              + " ETag, what you like); position tells where to go on.",
      query = "name=2026-01-12T13.jsonl&size=52428800&version=9e107d9d")
  @PutMapping
  FileImportJson begin(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") long size,
      @RequestParam(defaultValue = "") String version) {
    return told(pieces.begin(new FileKey(name, size, version)));
  }

  @ApiOperation(
      value = "Send a piece of a file of events",
      needs =
          NEEDS
              + "The bytes from the position on, at most 4 MiB. The answer tells the next position,"
              + " which is the last end of a line; 409 tells where the file really is.")
  @PutMapping("/{id}/pieces/{position}")
  FileImportJson take(
      @PathVariable UUID id,
      @PathVariable long position,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ResponseEntity<FileImportJson> answer = pieces.take(id, position, request);
    @Nullable String later = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
    if (later != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, later);
    }
    return told(answer);
  }

  @ApiOperation(value = "Read how far a file of events came", needs = NEEDS)
  @GetMapping("/{id}")
  FileImportJson read(@PathVariable UUID id) {
    return imports
        .find(id)
        .map(FileImportJson::of)
        .orElseThrow(() -> new NotFound("import", id.toString(), "/audit/imports", "the imports"));
  }

  private static FileImportJson told(ResponseEntity<FileImportJson> answer) {
    @Nullable FileImportJson file = answer.getBody();
    if (file != null && answer.getStatusCode().is2xxSuccessful()) {
      return file;
    }
    HttpStatus status = HttpStatus.valueOf(answer.getStatusCode().value());
    throw new ApiRefusal(
        ApiProblem.of(
            status,
            switch (status) {
              case CONFLICT -> "The file goes on at byte %d.".formatted(position(file));
              case UNPROCESSABLE_CONTENT ->
                  "It needs a name and a version of at most 200 characters and a size, and each piece an end of a"
                      + " line.";
              case CONTENT_TOO_LARGE -> "A piece has at most 4 MiB.";
              case TOO_MANY_REQUESTS -> "The log is taking in as much as it can. Try again.";
              default -> "There is no such file.";
            }));
  }

  private static long position(@Nullable FileImportJson file) {
    return file == null ? 0 : file.position();
  }
}
