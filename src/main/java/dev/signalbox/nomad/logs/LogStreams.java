package dev.signalbox.nomad.logs;

import dev.signalbox.live.CutOff;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwners;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.logs.LogFollowers.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The pages that read logs now; what is new goes to them at most ten times a second. */
@Component
class LogStreams implements CutOff {

  /** Of one person; a page in the background closes its own. */
  static final int MOST_FOR_ONE = 6;

  /** About 25 MB of heap. */
  static final int MOST_IN_ALL = 200;

  private static final Duration BEAT = Duration.ofMillis(100);

  private final Set<LogStream> streams = ConcurrentHashMap.newKeySet();
  private final LogFollowers followers;
  private final StreamOwners owners;
  private final JsonMapper json;
  private final Later later;
  private boolean beating;

  LogStreams(LogFollowers followers, StreamOwners owners, JsonMapper json, Later later) {
    this.followers = followers;
    this.owners = owners;
    this.json = json;
    this.later = later;
  }

  /** Opens a stream, or says why not. */
  synchronized Opening open(
      StreamOwner owner, String name, Tab tab, List<Source> sources, String after) {
    List<LogStream> own =
        streams.stream().filter(s -> s.owner().person().equals(owner.person())).toList();
    Optional<LogStream> last = own.stream().filter(s -> s.isCalled(tab.replaces())).findAny();
    last.ifPresent(this::closeNow);
    if (own.size() - (last.isPresent() ? 1 : 0) >= MOST_FOR_ONE) {
      return new Opening.TooManyOfYours();
    }
    if (streams.size() >= MOST_IN_ALL) {
      return new Opening.TooManyInAll();
    }
    LogReading reading = followers.open(new Viewer(owner.person(), name), sources, after);
    SseEmitter emitter = new SseEmitter(0L);
    LogStream stream = new LogStream(owner, tab.name(), reading, emitter, json, later);
    emitter.onCompletion(() -> leave(stream));
    emitter.onError(e -> leave(stream));
    emitter.onTimeout(emitter::complete);
    streams.add(stream);
    // tells the browser at the first beat that the stream stands; by then it does
    stream.heartbeatIsDue();
    if (!beating) {
      beating = true;
      later.after(BEAT, this::beat);
    }
    return new Opening.Opened(emitter);
  }

  @Override
  public void cut(Predicate<StreamOwner> whose) {
    streams.stream().filter(stream -> whose.test(stream.owner())).forEach(LogStream::end);
  }

  /** A lost notice costs seconds, and a reader who went away without a word is found. */
  @Scheduled(fixedDelayString = "PT15S")
  void heartbeat() {
    if (streams.isEmpty()) {
      return;
    }
    streams.forEach(LogStream::heartbeat);
    Set<StreamOwner> welcome =
        owners.stillWelcome(streams.stream().map(LogStream::owner).collect(Collectors.toSet()));
    cut(owner -> !welcome.contains(owner));
  }

  /** Open streams would keep the graceful shutdown waiting. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  void closeAll(ContextClosedEvent shuttingDown) {
    streams.forEach(LogStream::close);
  }

  int size() {
    return streams.size();
  }

  private void closeNow(LogStream stream) {
    leave(stream);
    stream.close();
  }

  private void leave(LogStream stream) {
    if (streams.remove(stream)) {
      stream.reading().close();
    }
  }

  private void beat() {
    streams.forEach(LogStream::write);
    synchronized (this) {
      beating = !streams.isEmpty();
      if (beating) {
        later.after(BEAT, this::beat);
      }
    }
  }

  /**
   * Who asks among a person's pages.
   *
   * @param name what the page calls the new stream, or empty
   * @param replaces the name of the same tab's last stream, or empty. Its page is gone, which a
   *     server learns only when it writes, and a quiet log writes nothing.
   */
  record Tab(String name, String replaces) {}

  /** How an attempt to open a stream ends. */
  sealed interface Opening {

    record Opened(SseEmitter emitter) implements Opening {}

    record TooManyOfYours() implements Opening {}

    record TooManyInAll() implements Opening {}
  }
}
