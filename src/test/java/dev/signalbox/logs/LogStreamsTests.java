package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwnerResolver;
import dev.signalbox.logs.LogStreams.OpenResult;
import dev.signalbox.logs.LogStreams.Tab;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.AllocationStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests stream limits and revalidation. */
class LogStreamsTests {

  private static final Source BUILD = new Source("a1", "agent", StreamType.STDERR);
  private static final StreamOwner AMARA = new StreamOwner(UUID.randomUUID(), "one", "ADMIN");
  private static final StreamOwner BO = new StreamOwner(UUID.randomUUID(), "two", "ADMIN");

  private final ManualTaskExecutor executor = new ManualTaskExecutor();
  private final RecordingOwners owners = new RecordingOwners();
  private final LogFollowers followers = followers();
  private final LogStreams streams =
      new LogStreams(followers, owners, JsonMapper.shared(), executor);

  @Test
  void limitsTheStreamsOfAUser() {
    for (int page = 0; page < LogStreams.MAX_PER_USER; page++) {
      assertThat(open(AMARA, "", "")).isInstanceOf(OpenResult.Opened.class);
    }

    assertThat(open(AMARA, "", "")).isInstanceOf(OpenResult.UserLimitReached.class);
    assertThat(open(BO, "", "")).isInstanceOf(OpenResult.Opened.class);
  }

  @Test
  void replacesTheStreamOfTheSameTab() {
    for (int page = 0; page < 20; page++) {
      assertThat(open(AMARA, "page" + page, "page" + (page - 1)))
          .isInstanceOf(OpenResult.Opened.class);
    }

    assertThat(streams.size()).isEqualTo(1);
  }

  @Test
  void doesNotReplaceTheStreamOfAnotherUser() {
    open(BO, "mine", "");
    open(AMARA, "other", "mine");

    assertThat(streams.size()).isEqualTo(2);
  }

  @Test
  void revalidatesOwnersOnHeartbeat() {
    open(AMARA, "", "");
    open(BO, "", "");

    streams.heartbeat();

    assertThat(owners.checked).containsExactlyInAnyOrder(AMARA, BO);
  }

  private OpenResult open(StreamOwner owner, String name, String replaces) {
    return streams.open(
        owner, "Amara", new Tab(name, replaces), List.of(new LogPart(BUILD, LogPart.From.END)), "");
  }

  private LogFollowers followers() {
    StubNomadCluster cluster = new StubNomadCluster().with("a1", AllocationStatus.RUNNING);
    return new LogFollowers(
        new ScriptedAllocationLogs(),
        new TaskExit(cluster, cluster),
        executor,
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));
  }

  private static final class RecordingOwners implements StreamOwnerResolver {

    private Set<StreamOwner> checked = Set.of();

    @Override
    public Optional<StreamOwner> current() {
      return Optional.empty();
    }

    @Override
    public Set<StreamOwner> stillAuthorized(Set<StreamOwner> owners) {
      checked = owners;
      return owners;
    }
  }
}
