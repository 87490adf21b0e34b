package dev.signalbox.live;

import dev.signalbox.live.Streams.Opening;
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

/** The one stream of a tab. Over a limit the page is told to poll instead. */
@RestController
class EventsController {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

  private final Streams streams;
  private final StreamOwners owners;

  EventsController(Streams streams, StreamOwners owners) {
    this.streams = streams;
    this.owners = owners;
  }

  @GetMapping("/events")
  ResponseEntity<SseEmitter> open(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    return owners
        .current()
        .map(owner -> streams.open(owner, kept(name), replaces))
        .map(
            opening ->
                switch (opening) {
                  case Opening.Opened opened ->
                      ResponseEntity.ok()
                          .contentType(MediaType.TEXT_EVENT_STREAM)
                          .header("X-Accel-Buffering", "no")
                          .body(opened.emitter());
                  case Opening.TooManyOfYours yours -> full(HttpStatus.TOO_MANY_REQUESTS);
                  case Opening.TooManyInAll inAll -> full(HttpStatus.SERVICE_UNAVAILABLE);
                })
        .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
  }

  /** Another name than our pages give is not kept, for it may be long. */
  private static String kept(String name) {
    return NAME.matcher(name).matches() ? name : "";
  }

  private static ResponseEntity<SseEmitter> full(HttpStatus status) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Duration.ofSeconds(60).toSeconds()))
        .build();
  }
}
