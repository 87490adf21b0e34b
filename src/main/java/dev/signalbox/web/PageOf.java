package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param previous the address of the page before, or null on the first one
 * @param next the address of the page after, or null on the last one
 */
public record PageOf<T>(List<T> items, @Nullable String previous, @Nullable String next) {

  /** Whether there is no page beside it. */
  public boolean isAll() {
    return previous == null && next == null;
  }
}
