package dev.signalbox.audit.export;

import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.MonthsInFiles;
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
 * Months in the archive's files alone that a filter touches.
 *
 * @param whole those of which every event is wanted, so that a download takes them as they are
 * @param others those in which only the archive's own files can be searched
 */
record FiledMonths(List<YearMonth> whole, List<YearMonth> others) {

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static FiledMonths of(AuditFilter filter, MonthsInFiles filed) {
    Map<Boolean, List<YearMonth>> months =
        filed.touched(filter.from(), filter.until()).stream()
            .collect(
                Collectors.partitioningBy(month -> filter.isOfTimeAlone() && in(filter, month)));
    return new FiledMonths(
        months.getOrDefault(true, List.of()), months.getOrDefault(false, List.of()));
  }

  private static boolean in(AuditFilter filter, YearMonth month) {
    Instant first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    @Nullable Instant from = filter.from();
    @Nullable Instant until = filter.until();
    return (from == null || !from.isAfter(first)) && (until == null || !until.isBefore(end));
  }

  /** Which months a file leaves out, as a sentence, or null when it leaves out none. */
  @Nullable String note() {
    if (others.isEmpty()) {
      return null;
    }
    String months = others.stream().map(WORDS::format).collect(Collectors.joining(", "));
    return months
        + (others.size() == 1 ? " is" : " are")
        + " in the archive alone and not in these files: its own files are taken from there.";
  }
}
