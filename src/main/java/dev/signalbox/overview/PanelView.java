package dev.signalbox.overview;

import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanelSource;
import org.jspecify.annotations.Nullable;

/**
 * A panel of the overview.
 *
 * @param panel the content, or null if the page loads it by URL
 */
record PanelView(SummaryPanelSource.Header header, @Nullable SummaryPanel panel) {

  static final String PATH = "/overview/panels/";

  /** Returns the URL that renders the panel. */
  public String url() {
    return PATH + header.id();
  }

  /** Returns the URL if the page has to load the panel, or null. */
  public @Nullable String loadUrl() {
    return panel == null ? url() : null;
  }

  /** Returns the live update topics that may change the panel, or null if there are none. */
  public @Nullable String topics() {
    return header.topics().isEmpty() ? null : header.topics();
  }
}
