package dev.signalbox.snapshots.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A number of days, weeks, months or years, as durations of fixed length: Velero's {@code ttl} has
 * no calendar units.
 */
public record RetentionPeriod(int amount, Unit unit) {

  /** Largest amount of weeks, months and years: Go's durations are limited to 292 years. */
  public static final int MAX_AMOUNT = 100;

  /** Largest number of days. */
  public static final int MAX_DAYS = 1000;

  /** Units with the lengths that KOTS uses, so that its settings keep their meaning. */
  public enum Unit {
    DAYS(24),
    WEEKS(168),
    /** 30 days. */
    MONTHS(720),
    /** 365.25 days. */
    YEARS(8766);

    private final int hours;

    Unit(int hours) {
      this.hours = hours;
    }

    /** Returns the largest amount of this unit. */
    public int max() {
      return this == DAYS ? MAX_DAYS : MAX_AMOUNT;
    }
  }

  public RetentionPeriod {
    if (amount < 1 || amount > unit.max()) {
      throw new IllegalArgumentException("amount must be from 1 to " + unit.max());
    }
  }

  public Duration toDuration() {
    return Duration.ofHours((long) amount * unit.hours);
  }

  /** Returns the period in its largest exact unit, or null if it isn't a whole number of days. */
  public static @Nullable RetentionPeriod of(Duration duration) {
    return Arrays.stream(Unit.values())
        .sorted(Comparator.comparingInt((Unit unit) -> unit.hours).reversed())
        .filter(unit -> isWhole(duration, unit))
        .findFirst()
        .map(unit -> new RetentionPeriod((int) (duration.toHours() / unit.hours), unit))
        .orElse(null);
  }

  private static boolean isWhole(Duration duration, Unit unit) {
    long amount = duration.toHours() / unit.hours;
    return amount >= 1
        && amount <= unit.max()
        && duration.equals(Duration.ofHours(amount * unit.hours));
  }
}
