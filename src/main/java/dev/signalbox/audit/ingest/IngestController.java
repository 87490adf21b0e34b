package dev.signalbox.audit.ingest;

import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.audit.ingest.IngestBody.Content;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events for the log, from whatever runs in the installation. */
@RestController
class IngestController {

  private final Ingest ingest;
  private final IngestPlaces places;

  IngestController(Ingest ingest, IngestPlaces places) {
    this.ingest = ingest;
    this.places = places;
  }

  @ApiOperation(
      value = "Add events to the audit log",
      needs =
          "Scope audit_ingest and the role admin. JSON Lines or an array, plain or gzip, at most"
              + " 10,000 events or 16 MiB. An id that is known is a duplicate and left as it is,"
              + " so a call that broke off is simply sent again.",
      example =
          "{\"action\": \"context.create\", \"actor\": {\"id\": \"1\", \"type\": \"user\"},"
              + " \"target\": {\"id\": \"7\", \"type\": \"context\"},"
              + " \"occurred_at\": \"2026-01-12T13:50:54.474Z\","
              + " \"id\": \"8d0d1a2e-0d6f-4c88-9a37-6f9a1f1c0001\", \"success\": true}")
  @PostMapping("/api/v1/audit-events")
  IngestJson add(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!places.tryTake()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      throw new ApiRefusal(
          ApiProblem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "busy",
              "The log is taking in as much as it can. Nothing of this call was taken; send it"
                  + " again in a second."));
    }
    try {
      return switch (IngestBody.read(request.getInputStream())) {
        case Content.Lines lines -> ingest.take(lines);
        case Content.TooLong tooLong ->
            throw new ApiRefusal(ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, tooLong.why()));
        case Content.Unreadable unreadable ->
            throw new ApiRefusal(ApiProblem.of(HttpStatus.BAD_REQUEST, unreadable.why()));
      };
    } finally {
      places.giveBack();
    }
  }
}
