package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.client.FakeClusterConnection;
import java.time.Clock;
import java.time.Duration;

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

  public ResourceCaches caches() {
    return caches;
  }

  @Override
  public void close() {
    caches.stop();
  }
}
