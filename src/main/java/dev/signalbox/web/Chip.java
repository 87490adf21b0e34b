package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A filter as a link with its count.
 *
 * @param count how many rows it leaves, or null where counting would cost too much
 */
public record Chip(String label, @Nullable Long count, String url, boolean on) {}
