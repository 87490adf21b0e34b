package dev.signalbox.audit.search;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Notes about matching events that a list does not show.
 *
 * @param archived whether the time range overlaps months that were removed from the database
 */
record ResultNotes(List<String> sentences, boolean archived) {

  private static final DateTimeFormatter MONTH_FORMAT =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static ResultNotes of(EventConditions conditions, List<YearMonth> archivedMonths) {
    List<String> notes = new ArrayList<>();
    if (conditions.isTruncated()) {
      notes.add(AuditFilter.TOO_MANY);
    }
    if (!archivedMonths.isEmpty()) {
      notes.add(
          (archivedMonths.size() > 3
                  ? "%d months, %s to %s,"
                      .formatted(
                          archivedMonths.size(),
                          MONTH_FORMAT.format(archivedMonths.getFirst()),
                          MONTH_FORMAT.format(archivedMonths.getLast()))
                  : archivedMonths.stream()
                      .map(MONTH_FORMAT::format)
                      .collect(Collectors.joining(", ")))
              + (archivedMonths.size() == 1 ? " is" : " are")
              + " archived and not shown here.");
    }
    return new ResultNotes(notes, !archivedMonths.isEmpty());
  }
}
