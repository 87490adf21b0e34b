package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Trust.State;
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

/** The watch with its own threads: it starts, survives mistakes of ours, and stops. */
class WatchedClusterTests {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ScriptedNomad nomad = new ScriptedNomad();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Notebook notebook = new Notebook();
  private final WatchedCluster cluster = cluster(false);

  @AfterEach
  void stop() {
    cluster.stop();
  }

  @Test
  void asksNobodyWhereNoNomadIsNamed() {
    WatchedCluster off = cluster(true);

    off.start();

    assertThat(off.isRunning()).isFalse();
    assertThat(off.trust().state()).isEqualTo(State.OFF);
    assertThat(off.awaits(1, Duration.ZERO)).isFalse();
    assertThat(nomad.asked).isEmpty();
  }

  @Test
  void watchesFromItsStartToItsStop() {
    nomad.clients.add(Things.whole("client-1", 90));
    cluster.start();
    nomad.stands();
    await().until(() -> cluster.trust().state() == State.LIVE);

    nomad.says(Things.clientAt(200));

    assertThat(cluster.awaits(200, SOON)).isTrue();
    assertThat(cluster.view().client("client-1")).get().returns(200L, Client::modifyIndex);
    assertThat(nomad.followers()).isEqualTo(1);
    cluster.stop();
    await().until(() -> nomad.followers() == 0);
    assertThat(cluster.isRunning()).isFalse();
  }

  @Test
  void goesOnWhereItWasWhenItIsStartedAgain() {
    cluster.start();
    nomad.stands();
    await().until(() -> cluster.trust().state() == State.LIVE);
    nomad.says(Things.clientAt(200));
    assertThat(cluster.awaits(200, SOON)).isTrue();
    cluster.stop();
    await().until(() -> nomad.followers() == 0);

    cluster.start();
    nomad.says(Things.clientAt(200), Things.clientAt(201));

    assertThat(cluster.awaits(201, SOON)).isTrue();
    assertThat(nomad.asked).contains("follow 200");
    assertThat(cluster.trust().resyncs()).isEqualTo(1);
  }

  @Test
  void measuresWhatItWatches() {
    nomad.clients.add(Things.whole("client-1", 90));
    cluster.start();
    nomad.stands();
    await().until(() -> cluster.view().version() > 0 && cluster.trust().state() == State.LIVE);

    assertThat(gauge("signalbox.nomad.clients", "ready")).isEqualTo(1);
    assertThat(gauge("signalbox.nomad.clients", "down")).isZero();
    assertThat(gauge("signalbox.nomad.state", "live")).isEqualTo(1);
    assertThat(gauge("signalbox.nomad.state", "stale")).isZero();
    assertThat(meters.get("signalbox.nomad.resyncs").functionCounter().count()).isEqualTo(1);
    assertThat(meters.get("signalbox.nomad.view.age").gauge().value()).isBetween(0.0, 60.0);
  }

  @Test
  void aListenerThatFailsHearsTheChangeWithTheNextAndHoldsUpNobody() {
    notebook.failures = 1;
    nomad.clients.add(Things.whole("client-1", 90));
    cluster.start();
    nomad.stands();
    await().until(() -> notebook.failures == 0);

    nomad.says(
        Things.batch(
            200,
            new Event.ClientChanged(Things.whole("client-2", 200)),
            new ClientTold(
                "client-2", "client-2", Things.THEN, "Cluster", "registered", Map.of())));

    await().until(() -> !notebook.changes.isEmpty() && !notebook.events.isEmpty());
    assertThat(notebook.changes.getFirst()).startsWith("0 clients to");
  }

  @Test
  void aMistakeOfOursCostsTheViewsAgeButNotTheWatch() {
    cluster.start();
    nomad.stands();
    await().until(() -> cluster.trust().state() == State.LIVE);

    nomad.says(new Batch(200, new Broken()));
    await().until(() -> cluster.trust().resyncs() >= 1 && nomad.followers() == 0);
    nomad.stands();

    await().until(() -> cluster.trust().resyncs() == 2);
    assertThat(cluster.trust().state()).isEqualTo(State.LIVE);
  }

  private double gauge(String name, String state) {
    return meters.get(name).tag("state", state).gauge().value();
  }

  private WatchedCluster cluster(boolean off) {
    return new WatchedCluster(
        off, nomad, () -> {}, () -> Stream.of(notebook), meters, Clock.systemUTC());
  }

  /** Events whose reading fails, as a mistake of ours would; it ends the desk's thread. */
  private static final class Broken extends AbstractList<Event> {

    @Override
    public Event get(int index) {
      throw new IllegalStateException("A mistake of ours.");
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Writes down what it hears. */
  private static final class Notebook implements ClusterListener {

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<ClientTold> events = new CopyOnWriteArrayList<>();
    private volatile int failures;

    @Override
    public void changed(ClusterView before, ClusterView after) {
      if (failures > 0) {
        failures = 0;
        throw new IllegalStateException("The database is away.");
      }
      changes.add(before.clients().size() + " clients to " + after.clients().size());
    }

    @Override
    public void told(ClientTold event) {
      events.add(event);
    }
  }
}
