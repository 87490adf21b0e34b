package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.live.SseConnections.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class SseConnectionsTests {

  private final StreamOwner owner = newOwner();
  private final CurrentOwner owners = new CurrentOwner(owner);
  private final AtomicInteger closed = new AtomicInteger();
  private final SseConnections connections = new SseConnections(owners, new SimpleMeterRegistry());

  @ParameterizedTest
  @EnumSource
  void limitsTheTotalNumberOfStreams(Kind kind) {
    for (int number = 0; number < kind.maxTotal(); number++) {
      owners.current = newOwner();
      assertThat(open(kind, "", "")).isEqualTo(HttpStatus.OK);
    }

    owners.current = newOwner();
    assertThat(open(kind, "", "")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
  }

  @Test
  void enforcesTheLimitForConcurrentRequests() {
    long opened =
        IntStream.range(0, 200)
            .parallel()
            .filter(tab -> open(Kind.PAGES, "", "").is2xxSuccessful())
            .count();

    assertThat(opened).isEqualTo(SseConnections.MAX_PER_USER);
  }

  @Test
  void countsEachKindSeparately() {
    openAll();

    assertThat(open(Kind.LOGS, "", "")).isEqualTo(HttpStatus.OK);
  }

  @Test
  void replacesTheStreamOfTheSameTab() {
    for (int page = 0; page < 20; page++) {
      assertThat(open(Kind.LOGS, "page" + page, "page" + (page - 1))).isEqualTo(HttpStatus.OK);
    }

    assertThat(connections.count(Kind.LOGS)).isEqualTo(1);
    assertThat(closed).hasValue(19);
  }

  @Test
  void doesNotReplaceStreamsOfOtherUsers() {
    openAll();

    owners.current = newOwner();
    open(Kind.PAGES, "another", "tab0");

    owners.current = owner;
    assertThat(open(Kind.PAGES, "next", "")).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
  }

  @Test
  void doesNotReplaceUnnamedStreams() {
    IntStream.range(0, SseConnections.MAX_PER_USER).forEach(tab -> open(Kind.PAGES, "", ""));

    assertThat(open(Kind.PAGES, "", "")).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
  }

  @Test
  void ignoresNamesThatOurPagesDoNotGenerate() {
    String name = "x".repeat(21);
    open(Kind.PAGES, name, "");
    open(Kind.PAGES, "", name);

    assertThat(connections.count(Kind.PAGES)).isEqualTo(2);
  }

  @Test
  void opensNoStreamWithoutAUser() {
    owners.current = null;

    assertThat(open(Kind.PAGES, "", "")).isEqualTo(HttpStatus.FORBIDDEN);
  }

  @Test
  void revalidatesOwnersOnHeartbeat() {
    open(Kind.PAGES, "", "");
    open(Kind.LOGS, "", "");

    connections.heartbeat();

    assertThat(owners.checked).containsExactly(owner);
  }

  private void openAll() {
    IntStream.range(0, SseConnections.MAX_PER_USER)
        .forEach(tab -> assertThat(open(Kind.PAGES, "tab" + tab, "")).isEqualTo(HttpStatus.OK));
  }

  private HttpStatusCode open(Kind kind, String name, String replaces) {
    return connections
        .open(kind, new StreamTab(name, replaces), current -> new NoUpdates())
        .getStatusCode();
  }

  private static StreamOwner newOwner() {
    return new StreamOwner(UUID.randomUUID(), "a session", "ADMIN");
  }

  private final class NoUpdates implements SseContent {

    @Override
    public boolean hasUpdate() {
      return false;
    }

    @Override
    public void send(SseEmitter emitter) {
      throw new AssertionError("there is no update");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static final class CurrentOwner implements StreamOwnerResolver {

    private @Nullable StreamOwner current;
    private Set<StreamOwner> checked = Set.of();

    CurrentOwner(StreamOwner current) {
      this.current = current;
    }

    @Override
    public Optional<StreamOwner> current() {
      return Optional.ofNullable(current);
    }

    @Override
    public Set<StreamOwner> stillAuthorized(Set<StreamOwner> owners) {
      checked = Set.copyOf(owners);
      return checked;
    }
  }
}
