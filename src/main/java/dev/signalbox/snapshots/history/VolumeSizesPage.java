package dev.signalbox.snapshots.history;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.history.VolumeHistory.VolumeTrend;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.storage.VolumeGrowth;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * View model of the sizes of one volume.
 *
 * @param summary newest size, growth and when it is full
 * @param sizes newest first
 */
record VolumeSizesPage(
    String name, String namespace, String capacity, String summary, List<Size> sizes) {

  /**
   * Size in one snapshot.
   *
   * @param url null if the snapshot no longer exists
   * @param percent of the largest size
   */
  record Size(
      String key,
      String snapshot,
      @Nullable String url,
      TimestampView takenAt,
      String size,
      int percent,
      String uploaded) {}

  static VolumeSizesPage of(VolumeTrend trend, VeleroInventory inventory, Clock clock) {
    long largest = trend.sizes().stream().mapToLong(RecordedVolumeSize::bytes).max().orElse(0);
    return new VolumeSizesPage(
        trend.volume().volume(),
        trend.volume().namespace(),
        VolumesPage.capacity(trend),
        summary(trend),
        trend.sizes().stream().map(size -> size(size, largest, inventory, clock)).toList());
  }

  private static String summary(VolumeTrend trend) {
    StringJoiner summary = new StringJoiner(" · ");
    if (trend.sizes().isEmpty()) {
      summary.add("In no recorded snapshot");
    } else {
      long newest = trend.sizes().getFirst().bytes();
      summary.add(
          trend.capacity() == null
              ? ByteSize.of(newest)
              : ByteSize.of(newest) + " of " + ByteSize.of(trend.capacity()));
    }
    @Nullable VolumeGrowth growth = trend.growth();
    summary.add(
        growth == null
            ? "the growth is known after 3 snapshots within at least 2 days"
            : GrowthText.of(growth));
    return summary.toString();
  }

  private static Size size(
      RecordedVolumeSize size, long largest, VeleroInventory inventory, Clock clock) {
    boolean exists =
        inventory
            .backup(size.snapshot())
            .filter(backup -> backup.uid().equals(size.backupUid()))
            .isPresent();
    @Nullable Long uploaded = size.uploadedBytes();
    return new Size(
        size.backupUid(),
        size.snapshot(),
        exists ? SnapshotLinks.show(size.snapshot()) : null,
        TimestampView.of(size.takenAt(), clock),
        ByteSize.of(size.bytes()),
        largest == 0 ? 0 : (int) (100 * size.bytes() / largest),
        uploaded == null ? "–" : ByteSize.of(uploaded));
  }
}
