package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a panel of the overview.
 *
 * @param status the state in a few words, or null if there is nothing to report
 * @param emptyReason why there are no figures and rows, or null
 * @param trend the chart of the most important figure, or null
 * @param problem the failure of the system that the panel is about, or null
 */
public record SummaryPanel(
    @Nullable StatusLabel status,
    @Nullable String emptyReason,
    List<Figure> figures,
    @Nullable Sparkline trend,
    List<Row> rows,
    @Nullable ProblemPanel problem) {

  public static SummaryPanel ofFigures(Figure... figures) {
    return new SummaryPanel(null, null, List.of(figures), null, List.of(), null);
  }

  public static SummaryPanel ofRows(List<Row> rows) {
    return new SummaryPanel(null, null, List.of(), null, rows, null);
  }

  /** Creates a panel without figures and rows. */
  public static SummaryPanel empty(String reason) {
    return new SummaryPanel(null, reason, List.of(), null, List.of(), null);
  }

  public SummaryPanel withStatus(@Nullable StatusLabel label) {
    return new SummaryPanel(label, emptyReason, figures, trend, rows, problem);
  }

  public SummaryPanel withTrend(@Nullable Sparkline chart) {
    return new SummaryPanel(status, emptyReason, figures, chart, rows, problem);
  }

  public SummaryPanel withRows(List<Row> list) {
    return new SummaryPanel(status, emptyReason, figures, trend, list, problem);
  }

  public SummaryPanel withProblem(@Nullable ProblemPanel failure) {
    return new SummaryPanel(status, emptyReason, figures, trend, rows, failure);
  }

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

  /**
   * A row of a list.
   *
   * @param detail a second line, or null
   * @param at a time in the second line, or null
   * @param url the page of the object, or null if there is none
   */
  public record Row(
      StatusLabel status,
      String text,
      @Nullable String detail,
      @Nullable TimestampView at,
      @Nullable String url) {}
}
