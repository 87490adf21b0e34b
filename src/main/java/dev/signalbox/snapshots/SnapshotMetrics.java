package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotProperties;
import dev.signalbox.velero.state.VeleroState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registers the metrics of the state of protection; unknown values are NaN. */
@Component
class SnapshotMetrics implements MeterBinder {

  private final VeleroState velero;
  private final SnapshotProperties settings;

  SnapshotMetrics(VeleroState velero, SnapshotProperties settings) {
    this.velero = velero;
    this.settings = settings;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("signalbox.snapshot.last.success.timestamp", this, SnapshotMetrics::lastSuccess)
        .description("Start of the last good snapshot as Unix time")
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
    Gauge.builder(
            "signalbox.snapshot.objective", settings, all -> (double) all.objective().toSeconds())
        .description("Recovery point objective: highest age of the last good snapshot")
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
    Gauge.builder("signalbox.snapshot.missed.runs", this, SnapshotMetrics::missedRuns)
        .description("Scheduled runs of the last 7 days without a snapshot")
        .strongReference(true)
        .register(meters);
  }

  private double lastSuccess() {
    @Nullable Backup last = isKnown() ? velero.inventory().protection().lastGood() : null;
    @Nullable Instant start = last == null ? null : last.sortTime();
    return start == null ? Double.NaN : start.getEpochSecond();
  }

  private double missedRuns() {
    return isKnown() ? velero.inventory().missedRuns() : Double.NaN;
  }

  private boolean isKnown() {
    CacheStatus status = velero.backupsStatus();
    return status.isSynced() && status.state() != CacheStatus.State.ABSENT;
  }
}
