package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param previous the URL of the previous page, or null on the first page
 * @param next the URL of the next page, or null on the last page
 */
public record ListPage<T>(List<T> items, @Nullable String previous, @Nullable String next) {

  /** Returns whether this is the only page. */
  public boolean isOnlyPage() {
    return previous == null && next == null;
  }
}
