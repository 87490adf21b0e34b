package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** The empty state of a list: a title, the reason, and optionally a link to the next step. */
public record EmptyState(
    String title, String why, @Nullable String actionLabel, @Nullable String actionUrl) {

  /** Returns the empty state of a list with an unreadable filter. */
  public static EmptyState ofInvalidFilter(ListUrl url) {
    return new EmptyState(
        "Invalid filter",
        "Nothing is listed while a filter can't be read. Correct or clear it.",
        "Clear filters",
        url.cleared().toString());
  }
}
