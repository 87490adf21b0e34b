package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ClusterConnection.ServerStatus;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesClients;
import dev.signalbox.kubernetes.client.KubernetesWatches;
import dev.signalbox.kubernetes.client.ServerProbe;
import dev.signalbox.live.LocalTabs;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Creates and runs the caches of this instance. Without any use of a cache, nothing runs and
 * nothing is sent. Changes refresh only the pages connected to this instance.
 */
@Component
class InformerResourceCaches implements ResourceCaches, SmartLifecycle {

  /** How often changes refresh pages at most. */
  private static final Duration PUBLISH_INTERVAL = Duration.ofSeconds(1);

  private final ListWatcher.Remote remote;
  private final ServerMonitor server;
  private final Consumer<String> pageRefresher;
  private final MeterRegistry meters;
  private final Clock clock;
  private final InformerTimings timings;
  private final RestartableThreads threads = new RestartableThreads();
  private final AtomicBoolean inUse = new AtomicBoolean();
  private final List<CachePublisher> publishers = new CopyOnWriteArrayList<>();
  private final List<ListWatcher<?, ?>> watchers = new CopyOnWriteArrayList<>();

  @Autowired
  InformerResourceCaches(
      KubernetesClients clients,
      KubernetesCalls calls,
      KubernetesWatches watches,
      ServerProbe probe,
      LocalTabs tabs,
      MeterRegistry meters,
      Clock clock) {
    this(
        new ListWatcher.Remote(clients, calls, watches),
        probe,
        tabs::publishChange,
        meters,
        clock,
        InformerTimings.DEFAULT);
  }

  /**
   * @param pageRefresher refreshes the pages of a topic that are connected to this instance
   */
  InformerResourceCaches(
      ListWatcher.Remote remote,
      ServerProbe probe,
      Consumer<String> pageRefresher,
      MeterRegistry meters,
      Clock clock,
      InformerTimings timings) {
    this.remote = remote;
    this.server =
        new ServerMonitor(probe, clock, timings, () -> watchers.forEach(ListWatcher::retryNow));
    this.pageRefresher = pageRefresher;
    this.meters = meters;
    this.clock = clock;
    this.timings = timings;
  }

  @Override
  public <R extends HasMetadata, T> ResourceCache<T> create(CacheDefinition<R, T> definition) {
    ResourceStore<T> store = new ResourceStore<>(definition.indexes());
    StatusTracker status =
        new StatusTracker(definition.kind(), definition.namespace(), clock, timings.interruption());
    ListWatcher<R, T> watcher = new ListWatcher<>(definition, remote, store, status, timings);
    String name = "kubernetes-" + definition.kind().plural();
    AtomicBoolean started = new AtomicBoolean();
    registerMeters(definition, store, status);
    return new InformedCache<>(
        store,
        status,
        server::failure,
        () -> {
          if (started.compareAndSet(false, true)) {
            startServerMonitor();
            publishers.add(publisher(definition, store, status));
            watchers.add(watcher);
            threads.add(name, watcher::runUntilInterrupted);
          }
        },
        work -> threads.add(name + "-listener", work));
  }

  private void startServerMonitor() {
    if (inUse.compareAndSet(false, true)) {
      threads.repeat("kubernetes-server", server::probe);
      threads.repeat("kubernetes-pages", this::publish);
    }
  }

  private CachePublisher publisher(
      CacheDefinition<?, ?> definition, ResourceStore<?> store, StatusTracker status) {
    return new CachePublisher(
        definition.topic(), store::revision, () -> status.status(server.failure()));
  }

  /** Refreshes the pages of changed objects and returns the pause before the next time. */
  private Duration publish() {
    Set<String> changed = new HashSet<>();
    publishers.forEach(publisher -> publisher.collect(changed));
    changed.forEach(pageRefresher);
    return PUBLISH_INTERVAL;
  }

  private void registerMeters(
      CacheDefinition<?, ?> definition, ResourceStore<?> store, StatusTracker status) {
    // kinds of the whole cluster have an empty namespace: all gauges of a name have the same tags
    Tags tags =
        Tags.of(
            "kind",
            definition.kind().qualifiedName(),
            "namespace",
            Objects.requireNonNullElse(definition.namespace(), ""));
    Gauge.builder("signalbox.kubernetes.cache.objects", store, ResourceStore::size)
        .description("Kubernetes objects in memory")
        .tags(tags)
        .strongReference(true)
        .register(meters);
    Gauge.builder(
            "signalbox.kubernetes.cache.live",
            status,
            tracker -> tracker.status(server.failure()).isLive() ? 1 : 0)
        .description("1 if the objects of the kind are kept up to date by a watch, otherwise 0")
        .tags(tags)
        .strongReference(true)
        .register(meters);
  }

  @Override
  public void start() {
    threads.start();
  }

  @Override
  public void stop() {
    threads.stop();
  }

  @Override
  public boolean isRunning() {
    return threads.isRunning();
  }

  /** Probes the API server periodically while a cache is in use; more often while it fails. */
  private static final class ServerMonitor {

    private final ServerProbe probe;
    private final Clock clock;
    private final InformerTimings timings;
    private final Runnable recovered;

    /**
     * @param recovered called when the API server responds again
     */
    ServerMonitor(ServerProbe probe, Clock clock, InformerTimings timings, Runnable recovered) {
      this.probe = probe;
      this.clock = clock;
      this.timings = timings;
      this.recovered = recovered;
    }

    /** Sends a request and returns the pause before the next one. */
    Duration probe() {
      if (probe.notConfigured().isPresent()) {
        return timings.probe();
      }
      boolean wasFailing = probe.server().failure() != null;
      if (probe.probe().failure() != null) {
        return timings.probe().dividedBy(5);
      }
      if (wasFailing) {
        recovered.run();
      }
      return timings.probe();
    }

    /** Returns why the API server has not responded for some seconds, or null if it does. */
    @Nullable Failure failure() {
      ServerStatus server = probe.server();
      return server.isFailingFor(timings.interruption(), clock.instant()) ? server.failure() : null;
    }
  }

  /** Detects changes of one cache that pages show, and logs changes of its state. */
  static final class CachePublisher {

    private static final Logger log = LoggerFactory.getLogger(CachePublisher.class);

    private final @Nullable String topic;
    private final LongSupplier revision;
    private final Supplier<CacheStatus> status;
    private long publishedRevision;
    private CacheStatus.State publishedState = CacheStatus.State.STARTING;

    /**
     * @param topic the live-update topic of pages that show the objects, or null
     */
    CachePublisher(@Nullable String topic, LongSupplier revision, Supplier<CacheStatus> status) {
      this.topic = topic;
      this.revision = revision;
      this.status = status;
    }

    /** Adds the topics of what has changed since the last call. */
    void collect(Set<String> topics) {
      long newRevision = revision.getAsLong();
      CacheStatus current = status.get();
      boolean hasNewState = current.state() != publishedState;
      if (topic != null && (hasNewState || newRevision != publishedRevision)) {
        topics.add(topic);
      }
      if (hasNewState) {
        topics.add(ClusterConnection.TOPIC);
        log(current);
      }
      publishedRevision = newRevision;
      publishedState = current.state();
    }

    private static void log(CacheStatus status) {
      CacheStatus.@Nullable Failure failure = status.failure();
      if (failure == null) {
        log.info("{}: {}", status.kind().qualifiedName(), status.state());
      } else {
        log.warn(
            "{}: {}. Tried to {}. It said: {}",
            status.kind().qualifiedName(),
            status.state(),
            failure.tried(),
            failure.response());
      }
    }
  }
}
