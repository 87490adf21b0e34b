package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How soon caches are current again, and how soon they notice that they are not. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // before each test
class CacheRecoveryTests {

  private static final ResourceKind CONFIG_MAPS =
      ResourceKind.namespaced("", "v1", "configmaps", "ConfigMap");
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final InformerTimings PATIENT =
      new InformerTimings(
          WATCH,
          GRACE,
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          LONG,
          LONG,
          Duration.ofMillis(200),
          LONG);

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private FakeClusterConnection connection;
  private InformerResourceCaches caches;

  @BeforeEach
  void connect() {
    connection = new FakeClusterConnection(cluster, folder, Clock.systemUTC());
    create("first");
  }

  @AfterEach
  void stop() {
    cluster.faults().reset();
    caches.stop();
    connection.close();
    cluster.close();
  }

  @Test
  void retriesAtOnceWhenTheApiServerRespondsAgain() {
    cluster.faults().set(Kind.DOWN);
    ResourceCache<String> names = start(UnaryOperator.identity());
    await().until(() -> names.status().failure() != null);
    await().until(() -> connection.probe().server().failure() != null);

    cluster.faults().set(Kind.NONE);
    await().atMost(Duration.ofSeconds(10)).until(() -> names.status().isLive());
    assertThat(names.list()).containsExactly("first");
  }

  @Test
  void noticesAWatchWithoutAnyDataWithinItsTimeLimit() {
    ResourceCache<String> names = start(UnaryOperator.identity());
    await().until(() -> names.status().isLive());
    cluster.faults().set(Kind.WATCH_FROZEN);

    await()
        .atMost(WATCH.plus(GRACE).plus(WATCH).plus(Duration.ofSeconds(1)))
        .until(() -> names.status().state() == State.STALE);
  }

  @Test
  void listsPeriodicallyWhatTheWatchLeftOut() {
    ResourceCache<String> names =
        start(
            timings ->
                new InformerTimings(
                    timings.watch(),
                    timings.watchGrace(),
                    timings.settle(),
                    timings.interruption(),
                    timings.minRetry(),
                    timings.maxRetry(),
                    timings.probe(),
                    Duration.ofSeconds(1)));
    await().until(() -> names.status().isLive());
    cluster.faults().set(Kind.WATCH_LOSING);
    create("second");
    cluster.objects().delete("configmaps", "default", "first");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(names.list()).containsExactly("second"));
    assertThat(names.status().state()).isEqualTo(State.LIVE);
  }

  private ResourceCache<String> start(UnaryOperator<InformerTimings> timings) {
    caches =
        new InformerResourceCaches(
            new ListWatcher.Remote(connection.clients(), connection.calls(), connection.watches()),
            connection.probe(),
            topic -> {},
            connection.meters(),
            Clock.systemUTC(),
            timings.apply(PATIENT));
    caches.start();
    ResourceCache<String> names =
        caches.create(
            CacheDefinition.generic(CONFIG_MAPS, object -> object.getMetadata().getName())
                .inNamespace("default"));
    assertThat(names.status()).isNotNull();
    return names;
  }

  private void create(String name) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"ConfigMap",
             "metadata":{"name":"%s","namespace":"default"}}
            """
                .formatted(name));
  }
}
