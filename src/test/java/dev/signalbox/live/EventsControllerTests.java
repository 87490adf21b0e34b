package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class EventsControllerTests {

  private final SseConnections connections =
      new SseConnections(new DistinctOwnerResolver(), new SimpleMeterRegistry());
  private final EventsController events = new EventsController(new LocalTabs(connections));

  @Test
  void returns503WhenTheLimitIsReached() {
    IntStream.range(0, SseConnections.Kind.PAGES.maxTotal()).forEach(number -> events.open("", ""));

    ResponseEntity<SseEmitter> answer = events.open("", "");

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("60");
  }
}
