package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.live.SseConnections.OpenResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SseConnectionsTests {

  private final SseConnections streams =
      new SseConnections(new AllOwnersValid(), new SimpleMeterRegistry());

  @Test
  void limitsTheTotalNumberOfStreams() {
    IntStream.range(0, SseConnections.MAX_TOTAL)
        .forEach(
            number ->
                assertThat(streams.open(newOwner(), "", "")).isInstanceOf(OpenResult.Opened.class));

    assertThat(streams.open(newOwner(), "", "")).isInstanceOf(OpenResult.TotalLimitReached.class);
  }

  @Test
  void enforcesTheLimitForConcurrentRequests() {
    StreamOwner owner = newOwner();

    long opened =
        IntStream.range(0, 200)
            .parallel()
            .filter(tab -> streams.open(owner, "", "") instanceof OpenResult.Opened)
            .count();

    assertThat(opened).isEqualTo(SseConnections.MAX_PER_USER);
  }

  @Test
  void replacesTheStreamOfTheSameTab() {
    StreamOwner owner = newOwner();

    IntStream.range(0, 20)
        .forEach(
            page ->
                assertThat(streams.open(owner, "page" + page, "page" + (page - 1)))
                    .isInstanceOf(OpenResult.Opened.class));
  }

  @Test
  void doesNotReplaceStreamsOfOtherUsers() {
    StreamOwner owner = newOwner();
    IntStream.range(0, SseConnections.MAX_PER_USER)
        .forEach(tab -> streams.open(owner, "tab" + tab, ""));

    streams.open(newOwner(), "another", "tab0");

    assertThat(streams.open(owner, "next", "")).isInstanceOf(OpenResult.UserLimitReached.class);
  }

  @Test
  void doesNotReplaceUnnamedStreams() {
    StreamOwner owner = newOwner();
    IntStream.range(0, SseConnections.MAX_PER_USER).forEach(tab -> streams.open(owner, "", ""));

    assertThat(streams.open(owner, "", "")).isInstanceOf(OpenResult.UserLimitReached.class);
  }

  private static StreamOwner newOwner() {
    return new StreamOwner(UUID.randomUUID(), "a session", "ADMIN");
  }

  private static final class AllOwnersValid implements StreamOwnerResolver {

    @Override
    public Optional<StreamOwner> current() {
      return Optional.empty();
    }

    @Override
    public Set<StreamOwner> stillAuthorized(Set<StreamOwner> owners) {
      return owners;
    }
  }
}
