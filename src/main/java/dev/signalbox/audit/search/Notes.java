package dev.signalbox.audit.search;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a list does not show though it would fit.
 *
 * @param archived whether the range of time touches months that are in the archive alone
 */
record Notes(List<String> sentences, boolean archived) {

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  static Notes of(Conditions conditions, List<YearMonth> filed) {
    List<String> notes = new ArrayList<>();
    if (conditions.cut()) {
      notes.add(AuditFilter.TOO_MANY);
    }
    if (!filed.isEmpty()) {
      notes.add(
          (filed.size() > 3
                  ? "%d months, %s to %s,"
                      .formatted(
                          filed.size(),
                          WORDS.format(filed.getFirst()),
                          WORDS.format(filed.getLast()))
                  : filed.stream().map(WORDS::format).collect(Collectors.joining(", ")))
              + (filed.size() == 1 ? " is" : " are")
              + " in the archive alone and not in this list.");
    }
    return new Notes(notes, !filed.isEmpty());
  }
}
