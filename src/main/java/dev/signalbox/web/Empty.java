package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** Why a list is empty, and the one thing to do next. */
public record Empty(
    String title, String why, @Nullable String actionLabel, @Nullable String actionUrl) {}
