package dev.signalbox.audit.archive;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.web.HeadRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a file of the archive, or one range of it, and records the download. */
@Component
class ArchiveFileSender {

  private final AuditLog audit;
  private final TransactionTemplate transaction;

  ArchiveFileSender(AuditLog audit, TransactionTemplate transaction) {
    this.audit = audit;
    this.transaction = transaction;
  }

  void send(ConcatenatedFile file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(HttpHeaders.ETAG, file.etag());
    long first = 0;
    long last = file.bytes() - 1;
    // fails before the first byte, so that the client gets an error response
    file.checkAvailable();
    @Nullable HttpRange wanted = requestedRange(file, request);
    if (wanted != null) {
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
    if (!HeadRequest.isHead(request)) {
      record(file, first, last);
      file.write(first, last, response.getOutputStream());
    }
  }

  /** Returns the requested range, or null for the whole file; RFC 9110 allows to ignore others. */
  private static @Nullable HttpRange requestedRange(
      ConcatenatedFile file, HttpServletRequest request) {
    @Nullable String range = request.getHeader(HttpHeaders.RANGE);
    @Nullable String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
    if (range == null || (ifRange != null && !ifRange.equals(file.etag()))) {
      return null;
    }
    try {
      List<HttpRange> ranges = HttpRange.parseRanges(range);
      return ranges.size() == 1 ? ranges.getFirst() : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void record(ConcatenatedFile file, long first, long last) {
    transaction.executeWithoutResult(
        status ->
            audit.record(
                "audit_log.archive.downloaded",
                Target.of("audit_archive", file.name(), file.name()),
                Map.of("first_byte", first, "last_byte", last)));
  }
}
