package dev.signalbox.velero.status;

import dev.signalbox.live.LocalTabs;
import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the version and plugins of Velero, whether the Secret with the credentials exists, and
 * which namespaces have a Velero; in the background, at most once a minute, and only while a page
 * needs it.
 */
@Component
class VeleroProbe {

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_POLLS = 20;

  private final VeleroServerCalls calls;
  private final VeleroState velero;
  private final LocalTabs tabs;
  private final Clock clock;
  private final AtomicBoolean isRunning = new AtomicBoolean();
  private volatile @Nullable ProbeResult last;

  VeleroProbe(VeleroServerCalls calls, VeleroState velero, LocalTabs tabs, Clock clock) {
    this.calls = calls;
    this.velero = velero;
    this.tabs = tabs;
    this.clock = clock;
  }

  /**
   * The response of Velero.
   *
   * @param secretKeys keys of the Secret with the credentials; empty if it doesn't exist
   * @param namespaces namespaces of the cluster with a storage location
   */
  record ProbeResult(
      Observed<ServerStatus> status,
      Observed<Optional<Set<String>>> secretKeys,
      Observed<Set<String>> namespaces,
      Instant at) {}

  /** Returns the last result, or null before the first one. Does not block. */
  @Nullable ProbeResult result() {
    @Nullable ProbeResult known = last;
    boolean isOld =
        known == null
            || Duration.between(known.at(), clock.instant()).abs().compareTo(INTERVAL) > 0;
    if (isOld && isRunning.compareAndSet(false, true)) {
      Thread.ofVirtual().name("velero-probe").start(this::probe);
    }
    return known;
  }

  private void probe() {
    try {
      String secret =
          velero
              .inventory()
              .defaultLocation()
              .map(location -> location.credentialName())
              .filter(name -> !name.isEmpty())
              .orElse("cloud-credentials");
      Observed<Optional<Set<String>>> keys = observe(() -> calls.secretKeys(secret));
      Observed<Set<String>> namespaces = observe(calls::namespaces);
      Observed<ServerStatus> status = observe(this::awaitStatus);
      last = new ProbeResult(status, keys, namespaces, clock.instant());
    } finally {
      isRunning.set(false);
    }
    tabs.publishChange(VeleroState.TOPIC);
  }

  private ServerStatus awaitStatus() {
    String name = calls.requestStatus();
    for (int i = 0; i < MAX_POLLS; i++) {
      Optional<ServerStatus> status = calls.status(name);
      if (status.isPresent() && !status.get().version().isEmpty()) {
        return status.get();
      }
      pause();
    }
    calls.deleteStatusRequest(name);
    throw new RemoteSystemException.Unreachable(
        RemoteSystem.VELERO,
        "read the status of the Velero server",
        "no response within " + POLL_INTERVAL.multipliedBy(MAX_POLLS).toSeconds() + " s",
        "Check the log of the Velero server.",
        0);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> Observed<T> observe(Supplier<T> call) {
    try {
      return new Observed.Known<>(call.get(), clock.instant());
    } catch (RemoteSystemException e) {
      return new Observed.Unknown<>(
          "Tried to " + e.tried() + ". It said: " + e.response(), clock.instant());
    }
  }
}
