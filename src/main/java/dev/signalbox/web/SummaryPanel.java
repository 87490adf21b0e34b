package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary panel with a few figures under a heading.
 *
 * @param id the element id of the heading
 * @param status the problem, or null if there is none
 * @param linkLabel the text of the link to all details
 * @param emptyReason why there are no figures, or null
 */
public record SummaryPanel(
    String id,
    String title,
    @Nullable StatusLabel status,
    String linkLabel,
    String linkUrl,
    @Nullable String emptyReason,
    List<Figure> figures) {

  /**
   * A figure with a link to the items that it counts.
   *
   * @param note a short text next to the value, or null
   * @param isTime whether the value is a time or a duration, which is kept on one line
   */
  public record Figure(
      String label, String value, @Nullable String note, String url, boolean isTime) {

    public Figure(String label, String value, @Nullable String note, String url) {
      this(label, value, note, url, false);
    }
  }
}
