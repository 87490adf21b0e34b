package dev.signalbox.live;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Opens the event stream of a browser tab. Pages fall back to polling if a limit is reached. */
@RestController
class EventsController {

  private final LocalTabs tabs;

  EventsController(LocalTabs tabs) {
    this.tabs = tabs;
  }

  @GetMapping("/events")
  ResponseEntity<SseEmitter> open(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String replaces) {
    return tabs.open(new StreamTab(name, replaces));
  }
}
