package dev.signalbox.snapshots.history;

import dev.signalbox.velero.storage.VolumeGrowth;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusTone;
import org.jspecify.annotations.Nullable;

/** Words for the growth of a volume. */
public final class GrowthText {

  private static final double MIN_BYTES_PER_DAY = 1024;
  private static final double SOON = 30;
  private static final double VERY_SOON = 7;
  private static final double YEAR = 365;

  private GrowthText() {}

  /** Returns the growth, such as {@code grows 12.0 MiB a day}. */
  public static String perDay(VolumeGrowth growth) {
    double bytes = growth.bytesPerDay();
    if (Math.abs(bytes) < MIN_BYTES_PER_DAY) {
      return "does not grow";
    }
    return (bytes > 0 ? "grows " : "shrinks ") + ByteSize.of(Math.abs(bytes)) + " a day";
  }

  /** Returns when it is full, such as {@code full in about 40 days}; null if that is unknown. */
  public static @Nullable String untilFull(VolumeGrowth growth) {
    @Nullable Double days = growth.daysUntilFull();
    if (days == null) {
      return null;
    }
    if (days < 1) {
      return days == 0 ? "full" : "full within a day";
    }
    return days > YEAR
        ? "full in more than a year"
        : "full in about %.0f days".formatted(Math.floor(days));
  }

  /** Returns the growth and when it is full. */
  public static String of(VolumeGrowth growth) {
    @Nullable String full = untilFull(growth);
    return full == null ? perDay(growth) : perDay(growth) + " · " + full;
  }

  /** Returns how urgent it is. */
  static StatusTone tone(@Nullable VolumeGrowth growth) {
    @Nullable Double days = growth == null ? null : growth.daysUntilFull();
    if (days == null || days >= SOON) {
      return StatusTone.IDLE;
    }
    return days < VERY_SOON ? StatusTone.BAD : StatusTone.WARN;
  }
}
