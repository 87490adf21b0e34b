package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SnapshotPublisherTests {

  private final ManualInformer informer = new ManualInformer();

  @Test
  void publishesAtMostTwoSnapshotsPerSecond() {
    informer.live();
    int before = informer.snapshots.size();

    for (int index = 101; index <= 300; index++) {
      informer.clock.advance(Duration.ofMillis(10));
      informer.receive(NomadObjects.clientAt(index));
    }
    informer.advance(Duration.ofSeconds(1));

    assertThat(informer.snapshots.size() - before).isBetween(3, 5);
    assertThat(informer.snapshot().client("client-1")).get().returns(300L, Client::modifyIndex);
  }

  @Test
  void refreshesPagesAtMostTwicePerSecond() {
    informer.live().advance(Duration.ofSeconds(2));
    int before = informer.refreshes;

    for (int index = 101; index <= 300; index++) {
      informer.clock.advance(Duration.ofMillis(10));
      informer.receive(NomadObjects.clientAt(index));
    }
    informer.advance(Duration.ofSeconds(1));

    assertThat(informer.refreshes - before).isBetween(3, 5);
  }

  @Test
  void publishesNothingWithoutAChange() {
    informer.live().advance(Duration.ofSeconds(2));
    int snapshots = informer.snapshots.size();
    int refreshes = informer.refreshes;

    for (int heartbeats = 0; heartbeats < 4; heartbeats++) {
      informer.nomad.sendHeartbeat();
      informer.advance(Duration.ofSeconds(30));
    }

    assertThat(informer.snapshots).hasSize(snapshots);
    assertThat(informer.refreshes).isEqualTo(refreshes);
    assertThat(informer.syncStatus().confirmedAt())
        .isAfter(informer.clock.instant().minusSeconds(11));
  }

  @Test
  void snapshotsAreImmutable() {
    informer.live().receive(NomadObjects.clientAt(101)).advance(Duration.ofSeconds(1));
    ClusterSnapshot shown = informer.snapshot();

    informer
        .receive(NomadObjects.batch(102, new Event.ClientRemoved("client-1")))
        .advance(Duration.ofSeconds(1));

    assertThat(shown.client("client-1")).isPresent();
    assertThat(informer.snapshot().client("client-1")).isEmpty();
    assertThat(informer.snapshot().version()).isGreaterThan(shown.version());
  }

  @Test
  void awaitReturnsWhenTheSnapshotIncludesTheIndex() throws Exception {
    informer.live().advance(Duration.ofSeconds(1));
    assertThat(informer.publisher.awaitIndex(ResourceType.CLIENTS, 150, Duration.ZERO)).isFalse();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> informer.publisher.awaitIndex(ResourceType.CLIENTS, 150, Duration.ofSeconds(10)));

    informer.receive(NomadObjects.clientAt(149)).advance(Duration.ofSeconds(1));
    assertThat(waiting).isNotDone();
    informer.receive(NomadObjects.clientAt(150)).advance(Duration.ofSeconds(1));

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(informer.snapshot().client("client-1")).get().returns(150L, Client::modifyIndex);
  }

  @Test
  void anAwaitedIndexSkipsThePauseBetweenPolls() {
    informer.nomad.capabilities = Capabilities.MINIMAL;
    informer.nomad.bytes = 3_000_000;
    informer.started();
    informer.nomad.index = 120;

    informer.coordinator.expectIndex(ResourceType.CLIENTS, 101);
    informer.runAll();

    assertThat(informer.publisher.awaitIndex(ResourceType.CLIENTS, 120, Duration.ZERO)).isTrue();
    assertThat(informer.nomad.requests).doesNotContain("jobs after 100");
  }

  /** Each list has its own index: a newer list of jobs does not contain a drain. */
  @Test
  void awaitsTheListOfTheTypeWhilePolling() {
    informer.nomad.capabilities = Capabilities.MINIMAL;
    informer.nomad.clients.add(NomadObjects.listed("client-1", 100));
    informer.started();
    informer.nomad.index = 120;
    informer.nomad.indexes.put(ResourceType.CLIENTS, 100L);

    informer.advance(Duration.ofSeconds(3));
    assertThat(informer.publisher.awaitIndex(ResourceType.JOBS, 110, Duration.ZERO)).isTrue();
    assertThat(informer.publisher.awaitIndex(ResourceType.CLIENTS, 110, Duration.ZERO)).isFalse();

    informer.nomad.clients.set(0, NomadObjects.listed("client-1", 110));
    informer.nomad.indexes.put(ResourceType.CLIENTS, 110L);
    informer.coordinator.expectIndex(ResourceType.CLIENTS, 110);
    informer.runAll().advance(Duration.ofSeconds(1));
    assertThat(informer.publisher.awaitIndex(ResourceType.CLIENTS, 110, Duration.ZERO)).isTrue();
    assertThat(informer.snapshot().client("client-1")).get().returns(110L, Client::modifyIndex);
  }

  @Test
  void deliversNodeEvents() {
    Event.NodeEventReceived event =
        new Event.NodeEventReceived(
            "client-1",
            "client-1",
            NomadObjects.THEN,
            "Heartbeat",
            "Node heartbeat missed",
            Map.of());

    informer.live().receive(NomadObjects.batch(101, event));

    assertThat(informer.nodeEvents).containsExactly(event);
  }
}
