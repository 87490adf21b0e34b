package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A filter as a link with a count.
 *
 * @param count the number of matching rows, or null if counting is too expensive
 * @param on whether the filter is active
 */
public record FilterChip(String label, @Nullable Long count, String url, boolean on) {}
