package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Batch;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Life cycle with real threads: start, stop and recovery from unexpected exceptions. */
class NomadInformerTests {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ScriptedListWatch nomad = new ScriptedListWatch();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordingListener listener = new RecordingListener();
  private final NomadInformer cluster = cluster(false);

  @AfterEach
  void stop() {
    cluster.stop();
  }

  @Test
  void sendsNoRequestsIfNomadIsNotConfigured() {
    NomadInformer off = cluster(true);

    off.start();

    assertThat(off.isRunning()).isFalse();
    assertThat(off.syncStatus().state()).isEqualTo(State.OFF);
    assertThat(off.awaitIndex(ResourceType.CLIENTS, 1, Duration.ZERO)).isFalse();
    assertThat(nomad.requests).isEmpty();
  }

  @Test
  void syncsFromStartToStop() {
    nomad.clients.add(NomadObjects.fetched("client-1", 90));
    cluster.start();
    nomad.sendHeartbeat();
    await().until(() -> cluster.syncStatus().state() == State.LIVE);

    nomad.send(NomadObjects.clientAt(200));

    assertThat(cluster.awaitIndex(ResourceType.CLIENTS, 200, SOON)).isTrue();
    assertThat(cluster.snapshot().client("client-1")).get().returns(200L, Client::modifyIndex);
    assertThat(nomad.followers()).isEqualTo(1);
    cluster.stop();
    await().until(() -> nomad.followers() == 0);
    assertThat(cluster.isRunning()).isFalse();
  }

  @Test
  void resumesAfterARestart() {
    cluster.start();
    nomad.sendHeartbeat();
    await().until(() -> cluster.syncStatus().state() == State.LIVE);
    nomad.send(NomadObjects.clientAt(200));
    assertThat(cluster.awaitIndex(ResourceType.CLIENTS, 200, SOON)).isTrue();
    cluster.stop();
    await().until(() -> nomad.followers() == 0);

    cluster.start();
    nomad.send(NomadObjects.clientAt(200), NomadObjects.clientAt(201));

    assertThat(cluster.awaitIndex(ResourceType.CLIENTS, 201, SOON)).isTrue();
    assertThat(nomad.requests).contains("follow 200");
    assertThat(cluster.syncStatus().resyncs()).isEqualTo(1);
  }

  @Test
  void exportsMetrics() {
    nomad.clients.add(NomadObjects.fetched("client-1", 90));
    cluster.start();
    nomad.sendHeartbeat();
    await()
        .until(
            () -> cluster.snapshot().version() > 0 && cluster.syncStatus().state() == State.LIVE);

    assertThat(gauge("signalbox.nomad.clients", "ready")).isEqualTo(1);
    assertThat(gauge("signalbox.nomad.clients", "down")).isZero();
    assertThat(gauge("signalbox.nomad.state", "live")).isEqualTo(1);
    assertThat(gauge("signalbox.nomad.state", "stale")).isZero();
    assertThat(meters.get("signalbox.nomad.resyncs").functionCounter().count()).isEqualTo(1);
    assertThat(meters.get("signalbox.nomad.snapshot.age").gauge().value()).isBetween(0.0, 60.0);
  }

  @Test
  void redeliversAChangeAfterAListenerFailure() {
    listener.failures = 1;
    nomad.clients.add(NomadObjects.fetched("client-1", 90));
    cluster.start();
    nomad.sendHeartbeat();
    await().until(() -> listener.failures == 0);

    nomad.send(
        NomadObjects.batch(
            200,
            new Event.ClientChanged(NomadObjects.fetched("client-2", 200)),
            new NodeEventReceived(
                "client-2", "client-2", NomadObjects.THEN, "Cluster", "registered", Map.of())));

    await().until(() -> !listener.changes.isEmpty() && !listener.events.isEmpty());
    assertThat(listener.changes.getFirst()).startsWith("0 clients to");
  }

  @Test
  void resyncsAfterAnUnexpectedException() {
    cluster.start();
    nomad.sendHeartbeat();
    await().until(() -> cluster.syncStatus().state() == State.LIVE);

    nomad.send(new Batch(200, new Broken()));
    await().until(() -> cluster.syncStatus().resyncs() >= 1 && nomad.followers() == 0);
    nomad.sendHeartbeat();

    await().until(() -> cluster.syncStatus().resyncs() == 2);
    assertThat(cluster.syncStatus().state()).isEqualTo(State.LIVE);
  }

  private double gauge(String name, String state) {
    return meters.get(name).tag("state", state).gauge().value();
  }

  private NomadInformer cluster(boolean off) {
    return new NomadInformer(
        off,
        nomad,
        () -> {},
        () -> Stream.of(listener),
        meters,
        Clock.systemUTC(),
        new EventLoop(System::nanoTime));
  }

  /** Events that cause an unexpected exception, which ends the event-loop thread. */
  private static final class Broken extends AbstractList<Event> {

    @Override
    public Event get(int index) {
      throw new IllegalStateException("bug");
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Records all calls. */
  private static final class RecordingListener implements ClusterListener {

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<NodeEventReceived> events = new CopyOnWriteArrayList<>();
    private volatile int failures;

    @Override
    public void onSnapshot(ClusterSnapshot before, ClusterSnapshot after) {
      if (failures > 0) {
        failures = 0;
        throw new IllegalStateException("The database is unreachable.");
      }
      changes.add(before.clients().size() + " clients to " + after.clients().size());
    }

    @Override
    public void onNodeEvent(NodeEventReceived event) {
      events.add(event);
    }
  }
}
