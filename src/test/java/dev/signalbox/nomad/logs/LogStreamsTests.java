package dev.signalbox.nomad.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwners;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.logs.LogStreams.Opening;
import dev.signalbox.nomad.logs.LogStreams.Tab;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How many pages may read, and when they are ended. */
class LogStreamsTests {

  private static final Source BUILD = new Source("a1", "agent", Stream.STDERR);
  private static final StreamOwner AMARA = new StreamOwner(UUID.randomUUID(), "one");
  private static final StreamOwner BO = new StreamOwner(UUID.randomUUID(), "two");

  private final HandLater later = new HandLater();
  private final Welcome owners = new Welcome();
  private final LogFollowers followers = followers();
  private final LogStreams streams = new LogStreams(followers, owners, JsonMapper.shared(), later);

  @Test
  void givesOnePersonSixPages() {
    for (int page = 0; page < LogStreams.MOST_FOR_ONE; page++) {
      assertThat(open(AMARA, "", "")).isInstanceOf(Opening.Opened.class);
    }

    assertThat(open(AMARA, "", "")).isInstanceOf(Opening.TooManyOfYours.class);
    assertThat(open(BO, "", "")).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void letsOneTabWalkThroughAnyNumberOfLogs() {
    for (int page = 0; page < 20; page++) {
      assertThat(open(AMARA, "page" + page, "page" + (page - 1)))
          .isInstanceOf(Opening.Opened.class);
    }

    assertThat(streams.size()).isEqualTo(1);
  }

  @Test
  void replacesNobodyElsesStream() {
    open(BO, "mine", "");
    open(AMARA, "other", "mine");

    assertThat(streams.size()).isEqualTo(2);
  }

  @Test
  void asksWhoIsStillWelcome() {
    open(AMARA, "", "");
    open(BO, "", "");

    streams.heartbeat();

    assertThat(owners.asked).containsExactlyInAnyOrder(AMARA, BO);
  }

  private Opening open(StreamOwner owner, String name, String replaces) {
    return streams.open(owner, "somebody", new Tab(name, replaces), List.of(BUILD), "");
  }

  private LogFollowers followers() {
    StandingCluster cluster = new StandingCluster().with("a1", AllocationStatus.RUNNING);
    return new LogFollowers(
        new ScriptedLogs(),
        new LastWords(cluster, cluster),
        later,
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));
  }

  private static final class Welcome implements StreamOwners {

    private Set<StreamOwner> asked = Set.of();

    @Override
    public Optional<StreamOwner> current() {
      return Optional.empty();
    }

    @Override
    public Set<StreamOwner> stillWelcome(Set<StreamOwner> owners) {
      asked = owners;
      return owners;
    }
  }
}
