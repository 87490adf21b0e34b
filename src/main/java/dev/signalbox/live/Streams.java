package dev.signalbox.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of this instance. Each costs about 110 kB of heap, hence the two limits. */
@Component
class Streams {

  /** Browsers allow six connections to one host over HTTP/1.1. */
  static final int MOST_FOR_ONE_PERSON = 6;

  /** About 220 MB of heap. */
  static final int MOST_IN_ALL = 2000;

  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final StreamOwners owners;

  Streams(StreamOwners owners, MeterRegistry meters) {
    this.owners = owners;
    Gauge.builder("signalbox.live.streams", streams, Set::size)
        .description("Open streams of live updates")
        .register(meters);
  }

  /**
   * Opens a stream, or says why not; one at a time, so that nobody slips past a limit.
   *
   * @param name what the page calls it, unique among the owner's, or empty
   * @param replaces the name of the same tab's last stream, or empty. Its page is gone, which a
   *     server learns only when it writes; until then whoever walks through pages fast would reach
   *     the limit with streams that nobody reads.
   */
  synchronized Opening open(StreamOwner owner, String name, String replaces) {
    List<Stream> ownersStreams =
        streams.stream().filter(s -> s.owner().person().equals(owner.person())).toList();
    Optional<Stream> last = ownersStreams.stream().filter(s -> s.isCalled(replaces)).findAny();
    last.ifPresent(this::closeNow);
    if (ownersStreams.size() - (last.isPresent() ? 1 : 0) >= MOST_FOR_ONE_PERSON) {
      return new Opening.TooManyOfYours();
    }
    if (streams.size() >= MOST_IN_ALL) {
      return new Opening.TooManyInAll();
    }
    SseEmitter emitter = new SseEmitter(0L);
    Stream stream = new Stream(owner, name, emitter, writers);
    emitter.onCompletion(() -> streams.remove(stream));
    emitter.onError(e -> streams.remove(stream));
    emitter.onTimeout(emitter::complete);
    streams.add(stream);
    // tells the browser that the stream stands, and the page that it may have missed something
    stream.heartbeat();
    return new Opening.Opened(emitter);
  }

  void take(Notice notice) {
    for (Stream stream : streams) {
      switch (notice) {
        case Notice.Changed changed -> stream.tell(changed.topic());
        case Notice.PersonCut cut -> endIf(stream, stream.owner().person().equals(cut.person()));
        case Notice.SessionCut cut -> endIf(stream, stream.owner().session().equals(cut.session()));
      }
    }
  }

  /** After a time without notices: every page looks again, every reader is checked again. */
  void catchUp() {
    endTheUnwelcome();
    streams.forEach(stream -> stream.tell("resync"));
  }

  @Scheduled(fixedDelayString = "PT15S")
  void heartbeat() {
    streams.forEach(Stream::heartbeat);
    endTheUnwelcome();
  }

  /** Open streams would keep the graceful shutdown waiting; the pages reconnect elsewhere. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  void closeAll(ContextClosedEvent shuttingDown) {
    streams.forEach(Stream::close);
  }

  @PreDestroy
  void stopWriting() {
    writers.shutdown();
  }

  private void closeNow(Stream stream) {
    streams.remove(stream);
    stream.close();
  }

  private void endTheUnwelcome() {
    if (streams.isEmpty()) {
      return;
    }
    Set<StreamOwner> present = streams.stream().map(Stream::owner).collect(Collectors.toSet());
    Set<StreamOwner> welcome = owners.stillWelcome(present);
    streams.forEach(stream -> endIf(stream, !welcome.contains(stream.owner())));
  }

  private static void endIf(Stream stream, boolean ended) {
    if (ended) {
      stream.end();
    }
  }

  /** How an attempt to open a stream ends. */
  sealed interface Opening {

    record Opened(SseEmitter emitter) implements Opening {}

    record TooManyOfYours() implements Opening {}

    record TooManyInAll() implements Opening {}
  }
}
