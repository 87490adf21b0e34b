package dev.signalbox.builds;

import dev.signalbox.history.TimeRange;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the current part of the page Build activity.
 *
 * @param attentionItems what needs attention, most severe first
 * @param ranges links to the time ranges of the charts
 */
record BuildsPage(
    String summary,
    FreshnessBanner syncStatus,
    List<AttentionItem> attentionItems,
    ListUrl url,
    List<FilterChip> ranges) {

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts().choice("range", TimeRange.keys());

  static BuildsPage of(
      ListUrl url, String summary, FreshnessBanner syncStatus, List<AttentionItem> attentionItems) {
    return new BuildsPage(
        summary,
        syncStatus,
        attentionItems,
        url,
        Arrays.stream(TimeRange.values())
            .map(
                range ->
                    new FilterChip(
                        range.label(),
                        null,
                        url.with("range", range.key()).toString(),
                        !url.isInvalid() && range == selectedRange(url)))
            .toList());
  }

  /** Returns the range of a URL whose parameters are valid; the last 24 hours by default. */
  static TimeRange selectedRange(ListUrl url) {
    return TimeRange.of(PARAMETERS.require(url).value("range")).orElse(TimeRange.DAY);
  }

  /**
   * View model of the charts and the drains of one time range.
   *
   * @param range the time range, such as {@code last 24 hours}
   * @param builds null if no build finished
   * @param empty shown instead of {@code builds}, otherwise null
   * @param clients null if there are no client counts
   * @param durations queue and run times, sizes with the most builds first
   * @param hiddenSizes note about sizes that are not shown, or null
   * @param moreDrains whether there are older drains that are not listed
   */
  record History(
      String range,
      @Nullable ChartModel builds,
      @Nullable EmptyState empty,
      @Nullable ChartModel clients,
      List<ChartModel> durations,
      @Nullable String hiddenSizes,
      List<DrainRow> drains,
      boolean moreDrains) {

    /** Returns the history for an unreadable time range: nothing. */
    static History ofInvalidRange(ListUrl url) {
      return new History(
          "", null, EmptyState.ofInvalidFilter(url), null, List.of(), null, List.of(), false);
    }
  }
}
