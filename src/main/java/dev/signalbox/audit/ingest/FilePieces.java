package dev.signalbox.audit.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes a piece of a file out of a request, for the page and for scripts alike. */
@Component
class FilePieces {

  private final FileImports imports;
  private final IngestPlaces places;

  FilePieces(FileImports imports, IngestPlaces places) {
    this.imports = imports;
    this.places = places;
  }

  /** Begins with a file or goes on with it; empty where no file can be like this. */
  ResponseEntity<FileImportJson> begin(FileKey file) {
    if (!file.isPossible()) {
      return ResponseEntity.unprocessableContent().build();
    }
    return ResponseEntity.ok(FileImportJson.of(imports.begin(file)));
  }

  ResponseEntity<FileImportJson> take(UUID id, long position, HttpServletRequest request)
      throws IOException {
    if (!places.tryTake()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", "1").build();
    }
    try {
      byte[] piece = request.getInputStream().readNBytes(FileImports.LONGEST_PIECE + 1);
      if (piece.length > FileImports.LONGEST_PIECE) {
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
      }
      return switch (imports.take(id, position, piece)) {
        case PieceOutcome.Taken taken -> ResponseEntity.ok(FileImportJson.of(taken.file()));
        case PieceOutcome.Elsewhere elsewhere ->
            ResponseEntity.status(HttpStatus.CONFLICT).body(FileImportJson.of(elsewhere.file()));
        case PieceOutcome.NoLine noLine -> ResponseEntity.unprocessableContent().build();
        case PieceOutcome.Unknown unknown -> ResponseEntity.notFound().build();
      };
    } finally {
      places.giveBack();
    }
  }
}
