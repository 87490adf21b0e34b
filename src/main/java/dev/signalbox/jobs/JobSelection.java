package dev.signalbox.jobs;

import dev.signalbox.jobs.JobOrder.JobCursor;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page of the matching jobs. It is found in a single pass with a bounded heap, without sorting
 * all jobs.
 *
 * @param matching number of matching jobs on all pages
 */
record JobSelection(ListPage<JobRow> page, int matching) {

  static final int ROWS = 50;

  /** Returns the page that the URL selects; it is empty if the filter is unreadable. */
  static JobSelection of(ListUrl url, List<JobRow> rows) {
    if (url.isInvalid()) {
      return new JobSelection(new ListPage<>(List.of(), null, null), 0);
    }
    return new Selector(url).select(rows);
  }

  /** Returns all matching jobs in the order of the {@code sort} parameter. */
  static List<JobRow> all(ListUrl url, List<JobRow> rows) {
    JobFilter filter = JobFilter.of(url);
    return rows.stream().filter(filter::matches).sorted(new Selector(url).order).toList();
  }

  private static final class Selector {

    private final ListUrl url;
    private final JobFilter filter;
    private final JobOrder column;
    private final boolean descending;
    private final Comparator<JobRow> order;

    Selector(ListUrl url) {
      this.url = url;
      this.filter = JobFilter.of(url);
      String sort = url.value("sort").isEmpty() ? "-submitted" : url.value("sort");
      this.descending = sort.startsWith("-");
      this.column = JobOrder.of(descending ? sort.substring(1) : sort).orElse(JobOrder.SUBMITTED);
      Comparator<JobRow> ascending = column::compare;
      this.order = descending ? ascending.reversed() : ascending;
    }

    JobSelection select(List<JobRow> rows) {
      @Nullable JobCursor after = cursor("after").orElse(null);
      @Nullable JobCursor before = after == null ? cursor("before").orElse(null) : null;
      @Nullable JobCursor cursor = after == null ? before : after;
      // keep the rows that are nearest to the cursor on the requested side
      Comparator<JobRow> nearest = before == null ? order : order.reversed();
      PriorityQueue<JobRow> best = new PriorityQueue<>(ROWS + 2, nearest.reversed());
      int matching = 0;
      boolean passedCursor = false;
      for (JobRow row : rows) {
        if (!filter.matches(row)) {
          continue;
        }
        matching++;
        if (cursor != null && !isBeyond(row, cursor, before != null)) {
          passedCursor = true;
        } else if (best.size() <= ROWS) {
          best.add(row);
        } else if (nearest.compare(row, best.element()) < 0) {
          best.remove();
          best.add(row);
        }
      }
      return new JobSelection(page(best, before != null, passedCursor), matching);
    }

    private ListPage<JobRow> page(
        PriorityQueue<JobRow> best, boolean backwards, boolean passedCursor) {
      boolean more = best.size() > ROWS;
      if (more) {
        best.remove();
      }
      List<JobRow> items = new ArrayList<>(best);
      items.sort(order);
      boolean previous = backwards ? more : passedCursor;
      boolean next = backwards ? passedCursor : more;
      return new ListPage<>(
          Collections.unmodifiableList(items),
          previous && !items.isEmpty() ? pageUrl("before", items.getFirst()) : null,
          next && !items.isEmpty() ? pageUrl("after", items.getLast()) : null);
    }

    private boolean isBeyond(JobRow row, JobCursor cursor, boolean backwards) {
      int comparison = column.compare(row, cursor);
      return descending != backwards ? comparison < 0 : comparison > 0;
    }

    private Optional<JobCursor> cursor(String name) {
      return url.value(name).isEmpty() ? Optional.empty() : JobCursor.read(column, url.value(name));
    }

    private String pageUrl(String side, JobRow row) {
      return url.at(side, column.cursor(row).text()).toString();
    }
  }
}
