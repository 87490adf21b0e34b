package dev.signalbox.velero.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Growth of a volume, estimated from its sizes in earlier backups.
 *
 * @param bytesPerDay median of the growth between all pairs of sizes (Theil-Sen), which single
 *     outliers don't change; negative if the volume shrinks
 * @param daysUntilFull null if the capacity is unknown, or it won't be full within 10 years
 */
public record VolumeGrowth(double bytesPerDay, @Nullable Double daysUntilFull) {

  /** Sizes that are used, the newest ones. */
  static final int MAX_SIZES = 120;

  static final int MIN_SIZES = 3;
  static final Duration MIN_SPAN = Duration.ofDays(2);

  private static final double MAX_DAYS = 3650;
  private static final double SECONDS_PER_DAY = 24 * 3600;

  /** Size of the volume at an instant. */
  public record VolumeSize(Instant at, long bytes) {}

  /**
   * Estimates the growth.
   *
   * @param capacity bytes; null if unknown
   * @return null if there are fewer than 3 sizes or they span less than 2 days
   */
  public static @Nullable VolumeGrowth of(Collection<VolumeSize> sizes, @Nullable Long capacity) {
    List<VolumeSize> newest =
        sizes.stream()
            .sorted(Comparator.comparing(VolumeSize::at).reversed())
            .limit(MAX_SIZES)
            .toList();
    if (newest.size() < MIN_SIZES
        || Duration.between(newest.getLast().at(), newest.getFirst().at()).compareTo(MIN_SPAN)
            < 0) {
      return null;
    }
    double slope = medianSlope(newest);
    long last = newest.getFirst().bytes();
    return new VolumeGrowth(slope, daysUntilFull(slope, last, capacity));
  }

  private static @Nullable Double daysUntilFull(double slope, long last, @Nullable Long capacity) {
    if (capacity == null || capacity <= 0) {
      return null;
    }
    if (last >= capacity) {
      return 0.0;
    }
    double days = slope <= 0 ? Double.POSITIVE_INFINITY : (capacity - last) / slope;
    return days > MAX_DAYS ? null : days;
  }

  private static double medianSlope(List<VolumeSize> sizes) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      for (int j = i + 1; j < sizes.size(); j++) {
        double days =
            Duration.between(sizes.get(j).at(), sizes.get(i).at()).toSeconds() / SECONDS_PER_DAY;
        if (days > 0) {
          slopes.add((sizes.get(i).bytes() - sizes.get(j).bytes()) / days);
        }
      }
    }
    slopes.sort(Comparator.naturalOrder());
    int middle = slopes.size() / 2;
    return slopes.size() % 2 == 1
        ? slopes.get(middle)
        : (slopes.get(middle - 1) + slopes.get(middle)) / 2;
  }
}
