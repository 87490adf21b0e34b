package dev.signalbox.audit.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Handles the requests that start an import or upload a chunk, for the page and the API. */
@Component
class ImportRequestHandler {

  private final FileImportService imports;
  private final IngestLimiter limiter;

  ImportRequestHandler(FileImportService imports, IngestLimiter limiter) {
    this.imports = imports;
    this.limiter = limiter;
  }

  /** Starts or resumes an import; 422 for an invalid key. */
  ResponseEntity<FileImportJson> start(FileKey file) {
    if (!file.isValid()) {
      return ResponseEntity.unprocessableContent().build();
    }
    return ResponseEntity.ok(FileImportJson.of(imports.start(file)));
  }

  ResponseEntity<FileImportJson> importChunk(UUID id, long position, HttpServletRequest request)
      throws IOException {
    if (IngestBody.isMultipart(request)) {
      return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
    }
    if (!limiter.tryAcquire()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", "1").build();
    }
    try {
      byte[] chunk = request.getInputStream().readNBytes(FileImportService.MAX_CHUNK_BYTES + 1);
      if (chunk.length > FileImportService.MAX_CHUNK_BYTES) {
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
      }
      return switch (imports.importChunk(id, position, chunk)) {
        case ChunkOutcome.Accepted accepted ->
            ResponseEntity.ok(FileImportJson.of(accepted.file()));
        case ChunkOutcome.WrongPosition wrongPosition ->
            ResponseEntity.status(HttpStatus.CONFLICT)
                .body(FileImportJson.of(wrongPosition.file()));
        case ChunkOutcome.IncompleteLine incompleteLine ->
            ResponseEntity.unprocessableContent().build();
        case ChunkOutcome.Unknown unknown -> ResponseEntity.notFound().build();
      };
    } finally {
      limiter.release();
    }
  }
}
