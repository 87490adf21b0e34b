package dev.signalbox.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a list of any size.
 *
 * @param note says how many rows are shown, or null if all are
 */
public record FirstRows<T>(List<T> rows, @Nullable String note) {

  /**
   * Returns the first rows.
   *
   * @param count number of all rows
   */
  public static <T> FirstRows<T> of(Stream<T> all, int count, int max) {
    return new FirstRows<>(
        all.limit(max).toList(),
        count <= max ? null : "Only the first %,d of %,d are shown.".formatted(max, count));
  }

  /** Returns whether there are no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
