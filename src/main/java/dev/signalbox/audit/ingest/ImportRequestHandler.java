package dev.signalbox.audit.ingest;

import dev.signalbox.audit.ingest.BodyReader.ReceivedBody;
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
  private final BodyReader bodies;
  private final IngestLimiter limiter;

  ImportRequestHandler(FileImportService imports, BodyReader bodies, IngestLimiter limiter) {
    this.imports = imports;
    this.bodies = bodies;
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
    try (ReceivedBody body =
        bodies.read(request.getInputStream(), FileImportService.MAX_CHUNK_BYTES)) {
      return body.bytes().length > FileImportService.MAX_CHUNK_BYTES
          ? ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build()
          : importChunk(id, position, body.bytes());
    }
  }

  private ResponseEntity<FileImportJson> importChunk(UUID id, long position, byte[] chunk) {
    if (!limiter.tryAcquire()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", "1").build();
    }
    try {
      return switch (imports.importChunk(id, position, chunk)) {
        case ChunkOutcome.Accepted accepted ->
            ResponseEntity.ok(FileImportJson.of(accepted.file()));
        case ChunkOutcome.WrongPosition wrongPosition ->
            ResponseEntity.status(HttpStatus.CONFLICT)
                .body(FileImportJson.of(wrongPosition.file()));
        case ChunkOutcome.IncompleteLine incompleteLine ->
            ResponseEntity.unprocessableContent().build();
        case ChunkOutcome.NotSplittable notSplittable ->
            ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        case ChunkOutcome.InvalidGzip invalidGzip -> ResponseEntity.badRequest().build();
        case ChunkOutcome.TooLarge tooLarge ->
            ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        case ChunkOutcome.Unknown unknown -> ResponseEntity.notFound().build();
      };
    } finally {
      limiter.release();
    }
  }
}
