package dev.signalbox.audit.search;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Archived months whose events were removed from the database. */
public interface DroppedMonthLookup {

  /**
   * Returns the months that overlap a time range, oldest first.
   *
   * @param from inclusive, or null for no limit
   * @param until exclusive, or null for no limit
   */
  List<YearMonth> overlapping(@Nullable Instant from, @Nullable Instant until);
}
