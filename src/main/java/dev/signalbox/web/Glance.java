package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few figures under a heading, ready to print.
 *
 * @param id of the heading
 * @param status what is wrong with them, or null
 * @param linkLabel the way to all of it
 * @param nothing why there are no figures, or null
 */
public record Glance(
    String id,
    String title,
    @Nullable Status status,
    String linkLabel,
    String linkUrl,
    @Nullable String nothing,
    List<Figure> figures) {

  /**
   * A figure that leads to what it counts.
   *
   * @param note beside it, or null
   */
  public record Figure(String label, String value, @Nullable String note, String url) {}
}
