package dev.signalbox.velero.state;

import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceListener;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.progress.TransferSpeed;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Observes the bytes of running transfers, because the resources don't contain the time of a
 * change.
 */
final class TransferObserver implements ResourceListener<VolumeBackup> {

  private final Map<String, Observation> running = new HashMap<>();
  private final Clock clock;

  TransferObserver(Clock clock) {
    this.clock = clock;
  }

  private record Observation(TransferSpeed speed, long bytes, Instant changedAt) {}

  @Override
  public synchronized void onChanges(List<ResourceChange<VolumeBackup>> changes) {
    for (ResourceChange<VolumeBackup> change : changes) {
      switch (change) {
        case ResourceChange.Added<VolumeBackup> added -> observe(added.after());
        case ResourceChange.Updated<VolumeBackup> updated -> observe(updated.after());
        case ResourceChange.Deleted<VolumeBackup> deleted -> running.remove(deleted.before().uid());
      }
    }
  }

  private void observe(VolumeBackup volume) {
    if (volume.status().phase() != TransferPhase.IN_PROGRESS) {
      running.remove(volume.uid());
      return;
    }
    long bytes = volume.status().progress().bytesDone();
    Instant now = clock.instant();
    @Nullable Observation known = running.get(volume.uid());
    TransferSpeed speed = known == null ? new TransferSpeed() : known.speed();
    speed.observe(now, bytes);
    if (known == null || known.bytes() != bytes) {
      running.put(volume.uid(), new Observation(speed, bytes, now));
    }
  }

  /** Returns when the bytes last changed, or null if the transfer was not observed. */
  synchronized @Nullable Instant progressedAt(VolumeBackup volume) {
    @Nullable Observation observation = running.get(volume.uid());
    return observation == null ? null : observation.changedAt();
  }

  /** Returns the bytes per second, or null if it is unknown. */
  synchronized @Nullable Double bytesPerSecond(VolumeBackup volume) {
    @Nullable Observation observation = running.get(volume.uid());
    return observation == null ? null : observation.speed().bytesPerSecond();
  }
}
