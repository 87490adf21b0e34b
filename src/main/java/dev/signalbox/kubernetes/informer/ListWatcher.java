package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesClients;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.kubernetes.client.KubernetesWatches;
import dev.signalbox.kubernetes.client.ResourceWatch;
import dev.signalbox.kubernetes.client.ResourceWatch.Next;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the objects of one cache up to date: lists them in pages, then follows a watch from the
 * version of the list. Runs on one thread until it is interrupted, and never gives up.
 *
 * <p>Not built on fabric8's informers (8.0.0), because those retry a denied HTTP watch for ever
 * without reporting it, count a watch as open only once data has arrived, and notice a connection
 * that was lost silently after up to ten minutes. Here the API server ends each watch after 30 s,
 * so a watch that is open for much longer is frozen. A list every 15 minutes corrects what a watch
 * left out.
 */
final class ListWatcher<R extends HasMetadata, T> {

  record Remote(KubernetesClients clients, KubernetesCalls calls, KubernetesWatches watches) {}

  private static final Logger log = LoggerFactory.getLogger(ListWatcher.class);

  private static final int FORBIDDEN = 403;
  private static final int GONE = 410;

  private final CacheDefinition<R, T> definition;
  private final Remote remote;
  private final ObjectLister<R, T> lister;
  private final ResourceStore<T> store;
  private final StatusTracker status;
  private final InformerTimings timings;
  private final KubernetesRequest watchRequest;
  private final Semaphore retryNow = new Semaphore(0);

  /** The version that the store has, or null if the objects must be listed. */
  private @Nullable String version;

  /** When the objects were listed, in nanoseconds of the monotonic clock. */
  private long listedAt;

  private int failures;

  /** Whether the last watch was frozen, so that an open watch proves nothing. */
  private boolean suspect;

  ListWatcher(
      CacheDefinition<R, T> definition,
      Remote remote,
      ResourceStore<T> store,
      StatusTracker status,
      InformerTimings timings) {
    this.definition = definition;
    this.remote = remote;
    this.store = store;
    this.status = status;
    this.timings = timings;
    this.lister = new ObjectLister<>(definition, remote.calls(), store);
    this.watchRequest =
        new KubernetesRequest(
            "watch " + definition.kind().qualifiedName(),
            "watch",
            definition.kind(),
            "",
            definition.namespace(),
            null,
            KubernetesRequest.DEFAULT_LIMIT);
  }

  void runUntilInterrupted() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (retryNow.tryAcquire(step().toNanos(), TimeUnit.NANOSECONDS)) {
          retryNow.drainPermits();
          failures = Math.min(failures, 1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the pause after a failure, because the API server responds again. */
  void retryNow() {
    retryNow.release();
  }

  /** Lists if necessary and follows one watch; returns the pause before the next step. */
  private Duration step() throws InterruptedException {
    if (remote.clients().notConfigured().isPresent()) {
      version = null;
      status.notConfigured();
      return timings.maxRetry();
    }
    try {
      list();
    } catch (RemoteSystemException e) {
      return listFailed(e);
    } catch (RuntimeException e) {
      return listFailed(internalError(e));
    }
    try {
      return watch();
    } catch (RemoteSystemException e) {
      return watchFailed(e);
    } catch (RuntimeException e) {
      return watchFailed(internalError(e));
    }
  }

  private void list() {
    long now = System.nanoTime();
    if (version == null || now - listedAt > timings.relist().toNanos()) {
      version = lister.list();
      listedAt = now;
      status.listed();
    }
  }

  private Duration listFailed(RemoteSystemException e) {
    failures++;
    if (e instanceof NotFound) {
      store.replace(Map.of());
      status.absent(e);
      return timings.maxRetry();
    }
    if (e instanceof Denied && e.status() == FORBIDDEN) {
      status.forbidden(e);
      return timings.maxRetry();
    }
    status.failed(e);
    return timings.retry(failures);
  }

  private Duration watch() throws InterruptedException {
    String from = version == null ? "" : version;
    try (ResourceWatch stream =
        remote.watches().open(watchRequest, definition.selectors(), from, timings.watch())) {
      return follow(stream);
    }
  }

  /** Follows a watch to its end; returns the pause before the next one. */
  private Duration follow(ResourceWatch stream) throws InterruptedException {
    long opened = System.nanoTime();
    Duration silence = timings.watch().plus(timings.watchGrace());
    boolean settled = failures == 0 && !suspect;
    boolean received = false;
    if (settled) {
      status.live();
    }
    while (true) {
      Next next = stream.next(settled || suspect ? silence : timings.settle());
      switch (next) {
        case Next.Event event -> {
          received = true;
          apply(event);
          settled = true;
          recovered();
        }
        case Next.Silent silent -> {
          if (settled || suspect) {
            throw frozen(silence);
          }
          settled = true;
          recovered();
        }
        case Next.Ended ended -> {
          return endedAfter(Duration.ofNanos(System.nanoTime() - opened), received, "was closed");
        }
        case Next.Lost lost -> {
          return endedAfter(
              Duration.ofNanos(System.nanoTime() - opened), received, "was lost: " + lost.reason());
        }
      }
    }
  }

  private void recovered() {
    failures = 0;
    suspect = false;
    status.live();
  }

  /** A watch that ends at once is a failure, otherwise the next one continues. */
  private Duration endedAfter(Duration age, boolean received, String how) {
    if (received || age.compareTo(timings.settle()) >= 0) {
      suspect = false;
      status.confirmed();
      return failures == 0 ? Duration.ZERO : timings.minRetry();
    }
    throw new Unreachable(
        RemoteSystem.KUBERNETES,
        watchRequest.attempt(),
        "the watch " + how + " as soon as it was open",
        "Check whether a proxy between Signalbox and the API server closes long-lived"
            + " connections.",
        null);
  }

  private RemoteSystemException frozen(Duration silence) {
    suspect = true;
    return new Unreachable(
        RemoteSystem.KUBERNETES,
        watchRequest.attempt(),
        "no data within " + silence.toSeconds() + " s, although the API server ends each watch",
        "Check whether a proxy between Signalbox and the API server buffers responses.",
        0);
  }

  private Duration watchFailed(RemoteSystemException e) {
    failures++;
    // after a network failure the watch continues where it was; otherwise only a list helps
    if (!(e instanceof Unreachable) || suspect || failures > 1) {
      version = null;
    }
    boolean denied = e instanceof Denied && e.status() == FORBIDDEN;
    if (suspect || denied) {
      status.stale(e);
      return denied ? timings.maxRetry() : timings.retry(failures);
    }
    // a version that has expired once is no failure: the list follows at once
    if (e.status() != GONE || failures > 1) {
      status.failed(e);
    }
    return timings.retry(failures);
  }

  private void apply(Next.Event event) {
    version =
        switch (event.type()) {
          case "ADDED", "MODIFIED" -> lister.put(event.object());
          case "DELETED" -> lister.remove(event.object());
          case "BOOKMARK" -> lister.versionOf(event.object());
          default -> throw errorEvent(event);
        };
  }

  private RemoteSystemException errorEvent(Next.Event event) {
    int code = event.object().path("code").asInt(0);
    String message = event.object().path("message").asString("");
    return new Unexpected(
        RemoteSystem.KUBERNETES,
        watchRequest.attempt(),
        message.isEmpty() ? "an event of type " + event.type() : code + ": " + message,
        "Check the log of the API server.",
        code);
  }

  private RemoteSystemException internalError(RuntimeException e) {
    log.error("Could not process {}", definition.kind().qualifiedName(), e);
    version = null;
    return new Unexpected(
        RemoteSystem.KUBERNETES,
        watchRequest.attempt(),
        "an unexpected error in Signalbox",
        "Check the Signalbox log.",
        null);
  }
}
