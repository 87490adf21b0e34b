package dev.signalbox.logs;

import dev.signalbox.live.StreamTab;
import dev.signalbox.logs.LogPart.From;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.ObjectNotFoundException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams log lines to the pages that show them. */
@RestController
class LogStreamController {

  private final LogStreams streams;
  private final LogSources sources;
  private final CurrentUserProvider visitors;

  LogStreamController(LogStreams streams, LogSources sources, CurrentUserProvider visitors) {
    this.streams = streams;
    this.sources = sources;
    this.visitors = visitors;
  }

  @GetMapping("/nomad/allocations/{id}/log/stream")
  ResponseEntity<SseEmitter> ofAllocation(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String task,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    if (task.isEmpty()) {
      throw new ObjectNotFoundException(
          "task", "The requested task", "/nomad/allocations/" + id + "/log", "the log");
    }
    return open(
        StreamChoice.of(stream).of(id, task).stream()
            .filter(one -> sources.exists(one.allocationId()))
            .toList(),
        From.of(from),
        after,
        new StreamTab(name, replaces));
  }

  /** Streams the logs that the page names, which were determined when the page was rendered. */
  @GetMapping("/nomad/job/log/stream")
  ResponseEntity<SseEmitter> ofJob(
      @RequestParam(name = "source", required = false) @Nullable List<String> named,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    return open(sources.parse(named), From.of(from), after, new StreamTab(name, replaces));
  }

  private ResponseEntity<SseEmitter> open(
      List<Source> wanted, From from, String after, StreamTab tab) {
    if (wanted.isEmpty()) {
      throw new ObjectNotFoundException("log", "The requested log", "/nomad/jobs", "jobs");
    }
    List<LogPart> parts = wanted.stream().map(one -> new LogPart(one, from)).toList();
    String viewer = visitors.currentUser().map(CurrentUser::displayName).orElse("unknown");
    return streams.open(viewer, tab, parts, after);
  }
}
