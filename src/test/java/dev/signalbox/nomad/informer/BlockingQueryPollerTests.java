package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Polling and other fallbacks when the event stream is not available. */
class BlockingQueryPollerTests {

  private final RemoteSystemException denied =
      new RemoteSystemException.Denied(
          RemoteSystem.NOMAD, "follow events", "403 Permission denied", "ask", null);

  private final ManualInformer informer = new ManualInformer();
  private final ScriptedListWatch nomad = informer.nomad;

  @Test
  void pollsForOneHourIfTheStreamIsDenied() {
    informer.started().streamEndsWith(denied);

    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
    assertThat(informer.syncStatus().answered()).isEqualTo("403 Permission denied");

    informer.advance(Duration.ofMinutes(59));
    assertThat(informer.streamRequests()).hasSize(1);
    informer.advance(Duration.ofSeconds(65));
    nomad.sendHeartbeat();
    informer.runAll().advance(Duration.ofSeconds(3));

    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.syncStatus().tried()).isNull();
  }

  @Test
  void pollsForFiveMinutesAfterFiveBreaksInAMinute() {
    informer.live();
    for (int breaks = 0; breaks < 5; breaks++) {
      informer.streamEnds();
      if (informer.syncStatus().state() == State.POLLING) {
        break;
      }
      awaitTheNextStream();
    }

    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
    assertThat(informer.syncStatus().answered())
        .isEqualTo("the stream was closed without an error");
    int follows = informer.streamRequests().size();
    assertThat(follows).isEqualTo(5);

    informer.advance(Duration.ofMinutes(5));
    nomad.sendHeartbeat();
    informer.runAll();
    assertThat(informer.streamRequests()).hasSize(follows + 1);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
  }

  /** Without a heartbeat, as a denied stream since 1.11.2. */
  private void awaitTheNextStream() {
    int follows = informer.streamRequests().size();
    for (int seconds = 0; seconds < 30 && informer.streamRequests().size() == follows; seconds++) {
      informer.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void sendsBlockingQueriesWithAPause() {
    nomad.capabilities = Capabilities.MINIMAL;
    informer.started();

    informer.advance(Duration.ofSeconds(1));
    assertThat(nomad.requests).doesNotContain("jobs after 100");
    informer.advance(Duration.ofSeconds(1));
    assertThat(nomad.requests)
        .contains("clients after 100", "allocations after 100", "jobs after 100")
        .contains("evaluations after 100");
  }

  /** The details of the client are newer than the list that was requested before them. */
  @Test
  void removesAClientThatIsCollectedRightAfterItWentDown() {
    nomad.capabilities = Capabilities.MINIMAL;
    nomad.clients.add(NomadObjects.listed("client-1", 101));
    nomad.fetched.put("client-1", NomadObjects.fetched("client-1", 103));
    nomad.index = 101;
    informer.started().advance(Duration.ofSeconds(1));
    assertThat(informer.snapshot().clients()).hasSize(1);

    nomad.clients.clear();
    nomad.removed.add("client-1");
    nomad.index = 104;
    // one more list, after which the next one would block
    informer.advance(Duration.ofSeconds(2));

    assertThat(informer.snapshot().clients()).isEmpty();
  }

  @Test
  void pausesLongerAfterALargeResponse() {
    nomad.capabilities = Capabilities.MINIMAL;
    nomad.bytes = 3_000_000;
    informer.started();

    informer.advance(Duration.ofSeconds(9));
    assertThat(nomad.requests).doesNotContain("jobs after 100");
    informer.advance(Duration.ofSeconds(1));
    assertThat(nomad.requests).contains("jobs after 100");
  }

  @Test
  void requestsTimesUnlessTheResponseIsTooLarge() {
    nomad.capabilities = Capabilities.MINIMAL;
    informer.started().advance(Duration.ofSeconds(3));
    assertThat(nomad.times).isNotEmpty().containsOnly(true);

    nomad.bytes = 17_000_000;
    informer.advance(Duration.ofSeconds(3));
    nomad.times.clear();
    informer.advance(Duration.ofSeconds(21));
    assertThat(nomad.times).isNotEmpty().containsOnly(false);
  }

  @Test
  void requestsTimesOnlyInTheFirstSync() {
    informer.live();
    assertThat(nomad.times).containsExactly(true);

    informer.advance(Duration.ofMinutes(10));
    assertThat(nomad.times.subList(1, nomad.times.size())).isNotEmpty().containsOnly(false);
  }

  @Test
  void pollsIfTheStreamSendsNoData() {
    informer.started().advance(Duration.ofSeconds(41));

    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
    assertThat(informer.syncStatus().answered()).contains("no data within 40 s");
    assertThat(informer.syncStatus().advice()).contains("proxy");
  }

  @Test
  void retriesTheStreamSoonAfterListsRecover() {
    nomad.failList(ResourceType.JOBS, denied);
    informer.started().streamEndsWith(denied);
    informer.advance(Duration.ofSeconds(10));
    assertThat(informer.streamRequests()).hasSize(1);

    nomad.recover();
    informer.advance(Duration.ofSeconds(30));
    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
    informer.advance(Duration.ofSeconds(61));

    assertThat(informer.streamRequests()).hasSize(2);
  }

  @Test
  void resyncsIfTheIndexOfAListDecreases() {
    nomad.capabilities = Capabilities.MINIMAL;
    nomad.jobs.add(NomadObjects.job("old", JobStatus.DEAD, Map.of(), 90));
    informer.started();
    nomad.index = 20;
    nomad.jobs.set(0, NomadObjects.job("new", JobStatus.DEAD, Map.of(), 15));

    informer.advance(Duration.ofSeconds(3));

    assertThat(informer.snapshot().jobs()).extracting(job -> job.key().id()).containsExactly("new");
    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
  }

  @Test
  void isStaleWhileOneOfTheListsFails() {
    nomad.capabilities = Capabilities.MINIMAL;
    informer.started();
    nomad.failList(ResourceType.ALLOCATIONS, denied);

    informer.advance(Duration.ofSeconds(20));
    assertThat(informer.syncStatus().state()).isEqualTo(State.STALE);
    assertThat(informer.syncStatus().advice()).isEqualTo("ask");

    nomad.recover();
    informer.advance(Duration.ofSeconds(30));
    assertThat(informer.syncStatus().state()).isEqualTo(State.POLLING);
  }

  @Test
  void reportsALostLeaderWhileTheStreamIsConnected() {
    informer.live();
    nomad.leaderProbeFailure =
        new RemoteSystemException.Unreachable(
            RemoteSystem.NOMAD, "ask", "500 No cluster leader", "wait", null);
    nomad.leaderKnown = false;

    informer.advance(Duration.ofSeconds(10));
    assertThat(informer.syncStatus().leaderKnown()).isFalse();
    assertThat(informer.syncStatus().answered()).isEqualTo("500 No cluster leader");
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);

    nomad.recover();
    nomad.leaderKnown = true;
    int probes = probes();
    informer.advance(Duration.ofSeconds(16));
    assertThat(informer.syncStatus().leaderKnown()).isTrue();
    assertThat(informer.syncStatus().tried()).isNull();
    assertThat(probes()).isEqualTo(probes + 1);
  }

  @Test
  void probesTheCapabilitiesEveryHour() {
    informer.live();
    assertThat(probes()).isEqualTo(1);

    informer.advance(Duration.ofMinutes(61));

    assertThat(probes()).isEqualTo(2);
  }

  private int probes() {
    return (int) nomad.requests.stream().filter("probe"::equals).count();
  }
}
