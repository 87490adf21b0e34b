package dev.signalbox.audit.export;

import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.DroppedMonthLookup;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The months of a filter that were removed from the database.
 *
 * @param exported months that the filter includes completely; an export copies their archive files
 * @param skipped months that an export leaves out, because archive files are not searched
 */
record ArchivedMonths(List<YearMonth> exported, List<YearMonth> skipped) {

  private static final DateTimeFormatter MONTH_FORMAT =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static ArchivedMonths of(AuditFilter filter, DroppedMonthLookup dropped) {
    Map<Boolean, List<YearMonth>> months =
        dropped.overlapping(filter.from(), filter.until()).stream()
            .collect(
                Collectors.partitioningBy(month -> filter.isTimeOnly() && includes(filter, month)));
    return new ArchivedMonths(
        months.getOrDefault(true, List.of()), months.getOrDefault(false, List.of()));
  }

  private static boolean includes(AuditFilter filter, YearMonth month) {
    Instant first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    @Nullable Instant from = filter.from();
    @Nullable Instant until = filter.until();
    return (from == null || !from.isAfter(first)) && (until == null || !until.isBefore(end));
  }

  /** Returns a sentence that names the months left out, or null if there are none. */
  @Nullable String note() {
    if (skipped.isEmpty()) {
      return null;
    }
    String months = skipped.stream().map(MONTH_FORMAT::format).collect(Collectors.joining(", "));
    return months
        + (skipped.size() == 1 ? " is" : " are")
        + " archived and not included in this export.";
  }
}
