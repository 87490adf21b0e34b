package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two fields of a retention period: amount and unit. */
public final class RetentionFields {

  private static final int DEFAULT_AMOUNT = 1;

  private RetentionFields() {}

  /** Returns the units by the value that the form submits. */
  public static Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put(Unit.DAYS.name(), "days");
    choices.put(Unit.WEEKS.name(), "weeks");
    choices.put(Unit.MONTHS.name(), "months (30 days)");
    choices.put(Unit.YEARS.name(), "years");
    return choices;
  }

  /** Returns a submitted unit, or null if it is unknown. */
  public static @Nullable Unit unit(@Nullable String text) {
    return Arrays.stream(Unit.values())
        .filter(unit -> unit.name().equalsIgnoreCase(text == null ? "" : text.strip()))
        .findFirst()
        .orElse(null);
  }

  /** Returns the period; invalid values are replaced by one month. */
  public static RetentionPeriod period(@Nullable Integer amount, @Nullable String unit) {
    Unit known = Objects.requireNonNullElse(unit(unit), Unit.MONTHS);
    return new RetentionPeriod(
        amount == null || amount < 1 || amount > known.max() ? DEFAULT_AMOUNT : amount, known);
  }

  /** Returns the period in words, such as {@code 2 weeks}. */
  public static String describe(RetentionPeriod period) {
    String unit = period.unit().name().toLowerCase(Locale.ROOT);
    return period.amount() == 1
        ? "1 " + unit.substring(0, unit.length() - 1)
        : period.amount() + " " + unit;
  }
}
