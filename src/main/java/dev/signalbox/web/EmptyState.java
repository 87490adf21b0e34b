package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** The empty state of a list: a title, the reason, and optionally a link to the next step. */
public record EmptyState(
    String title, String why, @Nullable String actionLabel, @Nullable String actionUrl) {}
