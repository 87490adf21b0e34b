package dev.signalbox.audit.ingest;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.web.ObjectNotFoundException;
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

/** Serves imports for scripts. */
@RestController
@RequestMapping("/api/v1/audit-imports")
class ImportApiController {

  private static final String NEEDS = "Scope audit_ingest and the role admin. ";

  private final FileImportRepository imports;
  private final ImportRequestHandler requests;

  ImportApiController(FileImportRepository imports, ImportRequestHandler requests) {
    this.imports = imports;
    this.requests = requests;
  }

  @ApiOperation(
      id = "startOrResumeAnImport",
      value = "Start or resume an import",
      needs =
          NEEDS
              + "A JSON Lines file, identified by name, size and version (such as a checksum or an"
              + " ETag). The position in the response is the offset of the next chunk.",
      query = "name=2026-01-12T13.jsonl&size=52428800&version=9e107d9d")
  @PutMapping
  FileImportJson start(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") long size,
      @RequestParam(defaultValue = "") String version) {
    return checked(requests.start(new FileKey(name, size, version)));
  }

  @ApiOperation(
      id = "uploadAChunk",
      value = "Upload a chunk",
      needs =
          NEEDS
              + "The bytes from the position on, at most 4 MiB. The response has the next position,"
              + " which is after the last complete line. 409 returns the current position. gzip and"
              + " JSON arrays in one chunk only.")
  @PutMapping("/{id}/chunks/{position}")
  FileImportJson uploadChunk(
      @PathVariable UUID id,
      @PathVariable long position,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ResponseEntity<FileImportJson> result = requests.importChunk(id, position, request);
    @Nullable String retryAfter = result.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
    if (retryAfter != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    return checked(result);
  }

  @ApiOperation(id = "getImportStatus", value = "Get import status", needs = NEEDS)
  @GetMapping("/{id}")
  FileImportJson status(@PathVariable UUID id) {
    return imports
        .find(id)
        .map(FileImportJson::of)
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "import", id.toString(), "/audit/imports", "the imports"));
  }

  private static FileImportJson checked(ResponseEntity<FileImportJson> result) {
    @Nullable FileImportJson file = result.getBody();
    if (file != null && result.getStatusCode().is2xxSuccessful()) {
      return file;
    }
    HttpStatus status = HttpStatus.valueOf(result.getStatusCode().value());
    throw new ApiException(
        ApiProblem.of(
            status,
            switch (status) {
              case CONFLICT -> "The next chunk starts at byte %d.".formatted(position(file));
              case UNPROCESSABLE_CONTENT ->
                  "Name and version can have at most 200 characters, size must be positive, and"
                      + " each chunk needs a line end.";
              case BAD_REQUEST -> "The gzip data is invalid, truncated, or followed by other data.";
              case CONTENT_TOO_LARGE ->
                  "A chunk can have at most 4 MiB, uncompressed 16 MiB and 200,000 events.";
              case UNSUPPORTED_MEDIA_TYPE ->
                  "Send the chunk as the request body, not as multipart/form-data. Only JSON Lines"
                      + " can be split: send gzip or a JSON array as one chunk, or as"
                      + " POST /api/v1/audit-events.";
              case TOO_MANY_REQUESTS -> "Too many concurrent imports. Try again.";
              default -> "Import not found.";
            }));
  }

  private static long position(@Nullable FileImportJson file) {
    return file == null ? 0 : file.position();
  }
}
