package dev.signalbox.audit.ingest;

import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.audit.ingest.BodyReader.ReceivedBody;
import dev.signalbox.audit.ingest.IngestBody.Content;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Receives events for the log. */
@RestController
class IngestController {

  private final IngestService ingest;
  private final BodyReader bodies;
  private final IngestLimiter limiter;

  IngestController(IngestService ingest, BodyReader bodies, IngestLimiter limiter) {
    this.ingest = ingest;
    this.bodies = bodies;
    this.limiter = limiter;
  }

  @ApiOperation(
      id = "addEventsToTheAuditLog",
      value = "Add events to the audit log",
      needs =
          "Scope audit_ingest and the role admin. JSON Lines or an array, plain or gzip, at most"
              + " 10,000 events or 16 MiB. Duplicates are skipped by id, so a failed request can be"
              + " sent again.",
      example =
          "{\"action\": \"context.create\", \"actor\": {\"id\": \"1\", \"type\": \"user\"},"
              + " \"target\": {\"id\": \"7\", \"type\": \"context\"},"
              + " \"occurred_at\": \"2026-01-12T13:50:54.474Z\","
              + " \"id\": \"8d0d1a2e-0d6f-4c88-9a37-6f9a1f1c0001\", \"success\": true}")
  @PostMapping("/api/v1/audit-events")
  IngestJson add(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (IngestBody.isMultipart(request)) {
      throw new ApiException(
          ApiProblem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "Send the events as the request body, not as multipart/form-data."));
    }
    try (ReceivedBody body = bodies.read(request.getInputStream(), IngestBody.MAX_BYTES)) {
      return ingest(body.bytes(), response);
    }
  }

  private IngestJson ingest(byte[] body, HttpServletResponse response) {
    if (!limiter.tryAcquire()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      throw new ApiException(
          ApiProblem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "busy",
              "Too many concurrent requests. Nothing was stored; send the request again in a"
                  + " second."));
    }
    try {
      return switch (IngestBody.read(body)) {
        case Content.Lines lines -> ingest.ingest(lines);
        case Content.TooLong tooLong ->
            throw new ApiException(ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, tooLong.why()));
        case Content.Unreadable unreadable ->
            throw new ApiException(ApiProblem.of(HttpStatus.BAD_REQUEST, unreadable.why()));
      };
    } finally {
      limiter.release();
    }
  }
}
