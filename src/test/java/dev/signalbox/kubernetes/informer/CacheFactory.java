package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesClients;
import dev.signalbox.kubernetes.client.KubernetesWatches;
import dev.signalbox.kubernetes.client.ServerProbe;
import dev.signalbox.live.LocalTabs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.support.GenericApplicationContext;

/** The caches of production, with short intervals, for tests of other packages. */
public final class CacheFactory implements AutoCloseable {

  private static final InformerTimings TIMINGS =
      new InformerTimings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));

  /** Those of production, but with short pauses after failures. */
  private static final InformerTimings CONSOLE_TIMINGS =
      new InformerTimings(
          InformerTimings.DEFAULT.watch(),
          InformerTimings.DEFAULT.watchGrace(),
          Duration.ofMillis(100),
          InformerTimings.DEFAULT.interruption(),
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          InformerTimings.DEFAULT.relist());

  private final InformerResourceCaches caches;

  public CacheFactory(FakeClusterConnection connection) {
    caches =
        new InformerResourceCaches(
            new ListWatcher.Remote(connection.clients(), connection.calls(), connection.watches()),
            connection.probe(),
            topic -> {},
            connection.meters(),
            Clock.systemUTC(),
            TIMINGS);
    caches.start();
  }

  /** Registers the caches of a console that is about to start, with short pauses after failures. */
  public static void register(GenericApplicationContext console) {
    console.registerBean(
        "informerResourceCaches",
        InformerResourceCaches.class,
        () ->
            new InformerResourceCaches(
                new ListWatcher.Remote(
                    console.getBean(KubernetesClients.class),
                    console.getBean(KubernetesCalls.class),
                    console.getBean(KubernetesWatches.class)),
                console.getBean(ServerProbe.class),
                console.getBean(LocalTabs.class)::publishChange,
                console.getBean(MeterRegistry.class),
                console.getBean(Clock.class),
                CONSOLE_TIMINGS));
  }

  public ResourceCaches caches() {
    return caches;
  }

  @Override
  public void close() {
    caches.stop();
  }
}
