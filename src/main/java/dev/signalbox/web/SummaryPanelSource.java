package dev.signalbox.web;

/**
 * Provides a summary panel of a module for the overview page. The panel is rendered with the page,
 * so it may only use data in memory; slower panels are loaded separately by URL.
 */
public interface SummaryPanelSource {

  /** Returns the path that renders the panel as a fragment. */
  String url();

  /** Returns the live update topic that may change the panel. */
  String topic();

  /** Returns the current panel. Must not block or throw. */
  SummaryPanel panel();
}
