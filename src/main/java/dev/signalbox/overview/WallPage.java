package dev.signalbox.overview;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * View model of the wall. It contains no names and addresses of users.
 *
 * @param at when the page was rendered
 * @param outdated which data is outdated, such as "Nomad data from 14:02 UTC", or null
 * @param attention most severe first
 * @param more number of further items that need attention
 */
record WallPage(
    TimestampView at,
    @Nullable String outdated,
    List<AttentionItem> attention,
    int more,
    List<PanelView> panels) {

  /** More items would not fit on a screen of 1920 by 1080 pixels. */
  private static final int MAX_ITEMS = 4;

  static WallPage of(List<AttentionSource> sources, List<PanelView> panels, Clock clock) {
    List<AttentionItem> items =
        sources.stream()
            .filter(AttentionSource::isOnWall)
            .sorted(Comparator.comparing(AttentionSource::section))
            .flatMap(source -> source.items().stream())
            .sorted(AttentionItem.BY_LEVEL)
            .toList();
    String outdated =
        sources.stream()
            .map(AttentionSource::outdatedData)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return new WallPage(
        TimestampView.of(clock.instant(), clock),
        outdated.isEmpty() ? null : outdated,
        items.stream().limit(MAX_ITEMS).toList(),
        Math.max(0, items.size() - MAX_ITEMS),
        panels);
  }

  /** Returns the time of day of the page, such as "12:04 UTC". */
  public String time() {
    return at.absolute().substring(at.absolute().indexOf(", ") + 2);
  }
}
