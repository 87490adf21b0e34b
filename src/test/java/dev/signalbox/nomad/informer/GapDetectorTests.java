package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GapDetectorTests {

  private final ManualInformer informer = new ManualInformer();
  private final ScriptedListWatch nomad = informer.nomad;

  @BeforeEach
  void syncUpToIndex105() {
    nomad.clients.add(NomadObjects.fetched("client-1", 90));
    informer.live().receive(NomadObjects.clientAt(105));
    informer.advance(Duration.ofSeconds(1));
  }

  @Test
  void detectsNoGapIfTheLastBatchIsRepeated() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.sendHeartbeat();

    informer
        .receive(NomadObjects.clientAt(105), NomadObjects.clientAt(106))
        .advance(Duration.ofSeconds(10));

    assertThat(informer.streamRequests()).containsExactly("follow 0", "follow 105");
    assertThat(informer.fullSyncs()).isEqualTo(1);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.snapshot().client("client-1")).get().returns(106L, Client::modifyIndex);
  }

  @Test
  void detectsNoGapIfALaggingServerRepeatsMore() {
    informer.streamEnds().advance(Duration.ofSeconds(1));

    informer
        .receive(NomadObjects.clientAt(95), NomadObjects.clientAt(105))
        .advance(Duration.ofSeconds(10));

    assertThat(informer.fullSyncs()).isEqualTo(1);
    assertThat(informer.snapshot().client("client-1")).get().returns(105L, Client::modifyIndex);
  }

  @Test
  void resyncsIfTheStreamContinuesLater() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.clients.set(0, NomadObjects.fetched("client-2", 150));
    nomad.index = 150;

    informer.receive(NomadObjects.clientAt(151)).advance(Duration.ofSeconds(1));

    assertThat(informer.fullSyncs()).isEqualTo(2);
    assertThat(informer.syncStatus().resyncs()).isEqualTo(2);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.snapshot().client("client-2")).isPresent();
  }

  @Test
  void resyncsIfTheLastBatchIsNotRepeated() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.sendHeartbeat();
    informer.runAll().advance(Duration.ofSeconds(2));
    assertThat(informer.fullSyncs()).isEqualTo(1);

    informer.advance(Duration.ofSeconds(1));

    assertThat(informer.fullSyncs()).isEqualTo(2);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
  }

  @Test
  void heartbeatsDoNotRuleOutAGap() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.sendHeartbeat();
    nomad.sendHeartbeat();
    informer.runAll().advance(Duration.ofSeconds(3));

    assertThat(informer.fullSyncs()).isEqualTo(2);
  }

  @Test
  void listsRequestedBeforeTheGapDoNotCloseIt() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.send(NomadObjects.clientAt(151));
    informer.eventLoop.runPending();
    nomad.closeStream();
    informer.requests.awaitStreamEnd();
    informer.eventLoop.runPending();
    informer.advance(Duration.ofSeconds(2));
    long before = informer.fullSyncs();

    informer.receive(NomadObjects.clientAt(200)).advance(Duration.ofSeconds(1));

    assertThat(informer.fullSyncs()).isEqualTo(before + 1);
  }

  @Test
  void ignoresARepeatedBatch() {
    int snapshots = informer.snapshots.size();

    informer
        .receive(NomadObjects.clientAt(105), NomadObjects.clientAt(104))
        .advance(Duration.ofSeconds(2));

    assertThat(informer.snapshots).hasSize(snapshots);
    assertThat(informer.snapshot().client("client-1")).get().returns(105L, Client::modifyIndex);
  }

  @Test
  void reportsOnlyLongInterruptionsWithTheirStartTime() {
    Instant interrupted = informer.clock.instant();
    nomad.probeFailure =
        new RemoteSystemException.Unreachable(
            RemoteSystem.NOMAD, "ask Nomad", "nothing", "look", null);
    informer.streamEndsWith(nomad.probeFailure);
    nomad.failList(ResourceType.CLIENTS, nomad.probeFailure);
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);

    informer.advance(Duration.ofSeconds(1));
    informer.streamEndsWith(nomad.probeFailure);
    informer.advance(Duration.ofSeconds(10));

    assertThat(informer.syncStatus().state()).isEqualTo(State.STALE);
    assertThat(informer.syncStatus().since()).isEqualTo(interrupted);
    assertThat(informer.syncStatus().tried()).isEqualTo("ask Nomad");
    assertThat(informer.snapshot().client("client-1")).isPresent();

    nomad.recover();
    informer.advance(Duration.ofSeconds(30));
    informer.receive(NomadObjects.clientAt(105));

    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
    assertThat(informer.syncStatus().tried()).isNull();
    assertThat(informer.fullSyncs()).isEqualTo(1);
  }

  @Test
  void resyncsIfTheIndexDecreases() {
    nomad.index = 12;
    nomad.clients.clear();
    nomad.clients.add(NomadObjects.fetched("client-new", 10));

    informer.advance(Duration.ofSeconds(10));
    assertThat(informer.snapshot().client("client-1")).isPresent();
    nomad.sendHeartbeat();
    informer.runAll().advance(Duration.ofSeconds(1));

    assertThat(informer.streamRequests()).last().isEqualTo("follow 0");
    assertThat(informer.snapshot().client("client-1")).isEmpty();
    assertThat(informer.snapshot().client("client-new")).isPresent();
    assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
  }

  @Test
  void resyncsIfTheIndexOfAListDecreasesAfterAGap() {
    informer.streamEnds().advance(Duration.ofSeconds(1));
    nomad.index = 60;
    nomad.clients.set(0, NomadObjects.fetched("client-1", 50));

    informer.receive(NomadObjects.batch(150, new Event.ClientRemoved("other")));
    nomad.sendHeartbeat();
    informer.runAll().advance(Duration.ofSeconds(1));

    assertThat(informer.snapshot().client("client-1")).get().returns(50L, Client::modifyIndex);
  }
}
