package dev.signalbox.live;

import dev.signalbox.live.SseConnections.OpenResult;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Opens the event stream of a browser tab. Pages fall back to polling if a limit is reached. */
@RestController
class EventsController {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

  private final SseConnections streams;
  private final StreamOwnerResolver owners;

  EventsController(SseConnections streams, StreamOwnerResolver owners) {
    this.streams = streams;
    this.owners = owners;
  }

  @GetMapping("/events")
  ResponseEntity<SseEmitter> open(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    return owners
        .current()
        .map(owner -> streams.open(owner, validName(name), replaces))
        .map(
            opening ->
                switch (opening) {
                  case OpenResult.Opened opened ->
                      ResponseEntity.ok()
                          .contentType(MediaType.TEXT_EVENT_STREAM)
                          .header("X-Accel-Buffering", "no")
                          .body(opened.emitter());
                  case OpenResult.UserLimitReached userLimit ->
                      limitReached(HttpStatus.TOO_MANY_REQUESTS);
                  case OpenResult.TotalLimitReached totalLimit ->
                      limitReached(HttpStatus.SERVICE_UNAVAILABLE);
                })
        .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
  }

  /** Drops names in another format than our pages generate, because they could be long. */
  private static String validName(String name) {
    return NAME.matcher(name).matches() ? name : "";
  }

  private static ResponseEntity<SseEmitter> limitReached(HttpStatus status) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Duration.ofSeconds(60).toSeconds()))
        .build();
  }
}
