package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusTrackerTests {

  private static final ResourceKind BACKUPS =
      ResourceKind.namespaced("velero.io", "v1", "backups", "Backup");
  private final AdjustableClock clock = new AdjustableClock();
  private final StatusTracker tracker =
      new StatusTracker(BACKUPS, "velero", clock, Duration.ofSeconds(15));

  @Test
  void isStartingUntilTheWatchIsOpen() {
    tracker.listed();
    assertThat(status().state()).isEqualTo(State.STARTING);
    assertThat(status().isSynced()).isTrue();

    tracker.live();
    assertThat(status().state()).isEqualTo(State.LIVE);
  }

  @Test
  void namesTheFailureBeforeTheFirstList() {
    tracker.failed(unreachable());

    assertThat(status().state()).isEqualTo(State.STARTING);
    assertThat(status().failure()).returns("no response", Failure::response);
    assertThat(status().isSynced()).isFalse();
  }

  @Test
  void doesNotReportShortInterruptions() {
    live();
    tracker.failed(unreachable());
    clock.advance(Duration.ofSeconds(14));
    assertThat(status().state()).isEqualTo(State.LIVE);
    assertThat(status().failure()).isNull();

    tracker.live();
    clock.advance(Duration.ofMinutes(5));
    assertThat(status().isLive()).isTrue();
  }

  @Test
  void isStaleIfTheClockWasSetBackDuringAnInterruption() {
    live();
    tracker.failed(unreachable());

    clock.advance(Duration.ofHours(-1));
    assertThat(status().state()).isEqualTo(State.STALE);
  }

  @Test
  void isStaleSinceTheLastConfirmationAfterALongerInterruption() {
    live();
    Instant confirmed = clock.instant();
    clock.advance(Duration.ofSeconds(5));
    tracker.failed(unreachable());
    clock.advance(Duration.ofSeconds(15));
    assertThat(status().state()).isEqualTo(State.STALE);
    assertThat(status().since()).isEqualTo(confirmed);
    assertThat(status().failure()).returns("no response", Failure::response);

    tracker.failed(unreachable());
    assertThat(status().state()).isEqualTo(State.STALE);
    assertThat(status().since()).isEqualTo(confirmed);
  }

  @Test
  void isStaleAtOnceIfTheWatchIsDeniedOrFrozen() {
    live();
    tracker.stale(
        new Denied(RemoteSystem.KUBERNETES, "watch backups", "403: forbidden", "Grant it.", 403));

    assertThat(status().state()).isEqualTo(State.STALE);
    tracker.listed();
    assertThat(status().state()).isEqualTo(State.STALE);
  }

  @Test
  void isStaleWhileTheApiServerDoesNotRespondAlthoughTheWatchIsOpen() {
    live();
    Failure server = new Failure("read the version", "no response", "Check it.", clock.instant());

    assertThat(tracker.status(server).state()).isEqualTo(State.STALE);
    assertThat(tracker.status(server).failure()).isEqualTo(server);
    assertThat(status().state()).isEqualTo(State.LIVE);
  }

  @Test
  void isAbsentWithoutTheKindAndThenStartsAgain() {
    live();
    tracker.absent(
        new NotFound(RemoteSystem.KUBERNETES, "list backups", "404", "Install it.", 404));
    assertThat(status().state()).isEqualTo(State.ABSENT);
    assertThat(status().isSynced()).isTrue();

    tracker.listed();
    tracker.live();
    assertThat(status().isLive()).isTrue();
  }

  @Test
  void keepsTheTimeOfTheDataWhileTheListIsForbidden() {
    live();
    Instant confirmed = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    tracker.forbidden(new Denied(RemoteSystem.KUBERNETES, "list backups", "403", "Grant it.", 403));

    assertThat(status().state()).isEqualTo(State.FORBIDDEN);
    assertThat(status().confirmedAt()).isEqualTo(confirmed);
  }

  private static RemoteSystemException unreachable() {
    return new Unreachable(
        RemoteSystem.KUBERNETES, "watch backups", "no response", "Check it.", null);
  }

  private void live() {
    tracker.listed();
    tracker.live();
  }

  private CacheStatus status() {
    return tracker.status(null);
  }
}
