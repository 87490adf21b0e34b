package dev.signalbox.audit.search;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Months whose events left the database and are in the archive's files alone. */
public interface MonthsInFiles {

  /**
   * Those that a range of time touches, oldest first.
   *
   * @param from the first moment, or null for the beginning of the log
   * @param until the first moment that is too late, or null
   */
  List<YearMonth> touched(@Nullable Instant from, @Nullable Instant until);
}
