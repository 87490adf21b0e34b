package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * Provides a summary panel of a module for the overview page. The panel is rendered with the page,
 * so it may only use data in memory; slower panels are loaded separately by URL.
 */
public interface SummaryPanelSource {

  /** Returns the path that renders the panel as a fragment. */
  String url();

  /** Returns the live update topic that may change the panel. */
  String topic();

  /** Returns the path that renders a chart of the last 24 hours as a fragment, or null. */
  default @Nullable String chartUrl() {
    return null;
  }

  /** Returns the current panel. Must not block or throw. */
  SummaryPanel panel();
}
