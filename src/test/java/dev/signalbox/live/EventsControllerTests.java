package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a tab is told that gets no stream. */
class EventsControllerTests {

  private final StreamOwners strangers = new Strangers();
  private final Streams streams = new Streams(strangers, new SimpleMeterRegistry());
  private final EventsController events = new EventsController(streams, strangers);

  @Test
  void tellsEverybodyToPollWhileTheConsoleIsFull() {
    IntStream.range(0, Streams.MOST_IN_ALL).forEach(number -> events.open("", ""));

    ResponseEntity<SseEmitter> answer = events.open("", "");

    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("60");
  }

  /** Each request comes from somebody else. */
  private static final class Strangers implements StreamOwners {

    @Override
    public Optional<StreamOwner> current() {
      return Optional.of(new StreamOwner(UUID.randomUUID(), "a session"));
    }

    @Override
    public Set<StreamOwner> stillWelcome(Set<StreamOwner> owners) {
      return owners;
    }
  }
}
