package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.jobs.JobOrder.Place;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page of the jobs that fit, found in one pass without sorting all of them.
 *
 * @param matching how many fit on all pages
 */
record JobSelection(PageOf<JobRow> page, int matching) {

  static final int ROWS = 50;

  static JobSelection of(ListUrl url, List<JobRow> rows) {
    return new Choosing(url).choose(rows);
  }

  /** All that fit, in the order of the address. */
  static List<JobRow> all(ListUrl url, List<JobRow> rows) {
    JobFilter filter = JobFilter.of(url);
    return rows.stream().filter(filter::takes).sorted(new Choosing(url).order).toList();
  }

  private static final class Choosing {

    private final ListUrl url;
    private final JobFilter filter;
    private final JobOrder column;
    private final boolean descending;
    private final Comparator<JobRow> order;

    Choosing(ListUrl url) {
      this.url = url;
      this.filter = JobFilter.of(url);
      String sort = url.value("sort").isEmpty() ? "-submitted" : url.value("sort");
      this.descending = sort.startsWith("-");
      this.column = JobOrder.of(descending ? sort.substring(1) : sort).orElse(JobOrder.SUBMITTED);
      Comparator<JobRow> ascending = column::compare;
      this.order = descending ? ascending.reversed() : ascending;
    }

    JobSelection choose(List<JobRow> rows) {
      @Nullable Place after = place("after").orElse(null);
      @Nullable Place before = after == null ? place("before").orElse(null) : null;
      @Nullable Place place = after == null ? before : after;
      // of those on the far side of the place the nearest are wanted
      Comparator<JobRow> nearest = before == null ? order : order.reversed();
      PriorityQueue<JobRow> best = new PriorityQueue<>(ROWS + 2, nearest.reversed());
      int matching = 0;
      boolean behind = false;
      for (JobRow row : rows) {
        if (!filter.takes(row)) {
          continue;
        }
        matching++;
        if (place != null && !beyond(row, place, before != null)) {
          behind = true;
        } else if (best.size() <= ROWS) {
          best.add(row);
        } else if (nearest.compare(row, best.element()) < 0) {
          best.remove();
          best.add(row);
        }
      }
      return new JobSelection(page(best, before != null, behind), matching);
    }

    private PageOf<JobRow> page(PriorityQueue<JobRow> best, boolean backwards, boolean behind) {
      boolean more = best.size() > ROWS;
      if (more) {
        best.remove();
      }
      List<JobRow> items = new ArrayList<>(best);
      items.sort(order);
      boolean previous = backwards ? more : behind;
      boolean next = backwards ? behind : more;
      return new PageOf<>(
          Collections.unmodifiableList(items),
          previous && !items.isEmpty() ? at("before", items.getFirst()) : null,
          next && !items.isEmpty() ? at("after", items.getLast()) : null);
    }

    private boolean beyond(JobRow row, Place place, boolean backwards) {
      int there = column.compare(row, place);
      return descending != backwards ? there < 0 : there > 0;
    }

    private Optional<Place> place(String name) {
      return url.value(name).isEmpty() ? Optional.empty() : Place.read(column, url.value(name));
    }

    private String at(String side, JobRow row) {
      return url.at(side, column.place(row).text()).toString();
    }
  }
}
