package dev.signalbox.snapshots.history;

import dev.signalbox.snapshots.history.VolumeHistory.VolumeTrend;
import dev.signalbox.velero.storage.VolumeGrowth;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * View model of the volumes with their sizes and growth.
 *
 * @param empty null if there are volumes
 */
record VolumesPage(
    FreshnessBanner freshness, String summary, List<Row> volumes, @Nullable EmptyState empty) {

  static final String URL = "/snapshots/volumes";

  /**
   * A volume.
   *
   * @param note that the claim is gone or in no snapshot; otherwise empty
   * @param size bytes in the newest snapshot, or a dash
   * @param used 0 to 100, or null if the capacity is unknown
   * @param full when it is full; null if that is unknown
   * @param last null if no snapshot contains it
   */
  record Row(
      String key,
      String name,
      String namespace,
      String url,
      String note,
      String size,
      String capacity,
      @Nullable Integer used,
      String growth,
      @Nullable StatusLabel full,
      @Nullable TimestampView last) {

    static Row of(VolumeTrend trend, Clock clock) {
      @Nullable RecordedVolumeSize newest =
          trend.sizes().isEmpty() ? null : trend.sizes().getFirst();
      @Nullable VolumeGrowth growth = trend.growth();
      return new Row(
          trend.volume().namespace() + "/" + trend.volume().volume(),
          trend.volume().volume(),
          trend.volume().namespace(),
          VolumesPage.url(trend.volume()),
          note(trend),
          newest == null ? "–" : ByteSize.of(newest.bytes()),
          VolumesPage.capacity(trend),
          newest == null ? null : VolumesPage.used(newest.bytes(), trend.capacity()),
          growth == null ? "–" : GrowthText.perDay(growth),
          growth == null ? null : full(growth),
          newest == null ? null : TimestampView.of(newest.takenAt(), clock));
    }

    private static String note(VolumeTrend trend) {
      if (trend.sizes().isEmpty()) {
        return "in no recorded snapshot";
      }
      return trend.exists() ? "" : "the claim no longer exists";
    }

    private static @Nullable StatusLabel full(VolumeGrowth growth) {
      @Nullable String text = GrowthText.untilFull(growth);
      if (text == null) {
        return null;
      }
      String words = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
      StatusTone tone = GrowthText.tone(growth);
      return tone == StatusTone.IDLE
          ? StatusLabel.ok(words)
          : tone == StatusTone.WARN ? StatusLabel.warn(words) : StatusLabel.bad(words);
    }
  }

  static VolumesPage of(FreshnessBanner freshness, List<VolumeTrend> trends, Clock clock) {
    List<Row> rows = trends.stream().map(trend -> Row.of(trend, clock)).toList();
    return new VolumesPage(
        freshness,
        summary(trends),
        rows,
        rows.isEmpty()
            ? new EmptyState(
                "No volumes",
                "Volumes appear here when the claims of the installation can be read, or after a"
                    + " snapshot has ended.",
                null,
                null)
            : null);
  }

  private static String summary(List<VolumeTrend> trends) {
    long bytes =
        trends.stream()
            .filter(trend -> !trend.sizes().isEmpty())
            .mapToLong(trend -> trend.sizes().getFirst().bytes())
            .sum();
    long soon =
        trends.stream()
            .map(VolumeTrend::growth)
            .filter(Objects::nonNull)
            .filter(growth -> GrowthText.tone(growth) != StatusTone.IDLE)
            .count();
    String volumes = trends.size() == 1 ? "1 volume" : trends.size() + " volumes";
    return volumes
        + " · "
        + ByteSize.of(bytes)
        + " in the newest snapshots"
        + (soon == 0 ? "" : " · " + soon + " full within 30 days");
  }

  static String url(VolumeId volume) {
    return URL
        + "/sizes?namespace="
        + URLEncoder.encode(volume.namespace(), StandardCharsets.UTF_8)
        + "&volume="
        + URLEncoder.encode(volume.volume(), StandardCharsets.UTF_8);
  }

  static String capacity(VolumeTrend trend) {
    @Nullable Long capacity = trend.capacity();
    return capacity == null ? "–" : ByteSize.of(capacity);
  }

  static @Nullable Integer used(long bytes, @Nullable Long capacity) {
    return capacity == null || capacity <= 0
        ? null
        : (int) Math.min(100, Math.floorDiv(100 * bytes, capacity));
  }
}
