package dev.signalbox.nomad.logs;

import dev.signalbox.live.StreamOwners;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.logs.LogStreams.Opening;
import dev.signalbox.nomad.logs.LogStreams.Tab;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Visitor;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Logs as they are written, for the pages that show them. */
@RestController
class LogStreamController {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

  private final LogStreams streams;
  private final LogSources sources;
  private final StreamOwners owners;
  private final CurrentVisitor visitors;

  LogStreamController(
      LogStreams streams, LogSources sources, StreamOwners owners, CurrentVisitor visitors) {
    this.streams = streams;
    this.sources = sources;
    this.owners = owners;
    this.visitors = visitors;
  }

  @GetMapping("/nomad/allocations/{id}/log/stream")
  ResponseEntity<SseEmitter> ofAllocation(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    if (task.isEmpty()) {
      throw new NotFound("task", "", "/nomad/allocations/" + id + "/log", "the log");
    }
    return open(
        StreamChoice.of(stream).of(id, task).stream()
            .filter(one -> sources.knows(one.allocationId()))
            .toList(),
        after,
        new Tab(kept(name), replaces));
  }

  /** The sources are those that the page names: which there are, it knows already. */
  @GetMapping("/nomad/job/log/stream")
  ResponseEntity<SseEmitter> ofJob(
      @RequestParam(name = "source", required = false) @Nullable List<String> named,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    return open(sources.read(named), after, new Tab(kept(name), replaces));
  }

  private ResponseEntity<SseEmitter> open(List<Source> wanted, String after, Tab tab) {
    if (wanted.isEmpty()) {
      throw new NotFound("such log", "", "/nomad/jobs", "the jobs");
    }
    String who = visitors.visitor().map(Visitor::displayName).orElse("somebody");
    return owners
        .current()
        .map(owner -> streams.open(owner, who, tab, wanted, after))
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
    return ResponseEntity.status(status).header(HttpHeaders.RETRY_AFTER, "30").build();
  }
}
