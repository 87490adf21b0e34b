package dev.signalbox.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pagination cursor of the queue. It stays valid while jobs are added and removed. */
record QueueCursor(int priority, long order, JobKey job) implements Comparable<QueueCursor> {

  private static final Comparator<QueueCursor> ORDER =
      Comparator.comparingInt(QueueCursor::priority)
          .reversed()
          .thenComparingLong(QueueCursor::order)
          .thenComparing(QueueCursor::job);

  static QueueCursor of(ExplainedJob explained) {
    WaitingJob waiting = explained.waiting();
    return new QueueCursor(waiting.priority(), waiting.order(), waiting.job());
  }

  /** Parses the output of {@link #format}; returns an empty result for invalid input. */
  static Optional<QueueCursor> parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("~", 4);
    if (parts.length != 4 || !parts[0].matches("-?\\d{1,9}") || !parts[1].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new QueueCursor(
            Integer.parseInt(parts[0]), Long.parseLong(parts[1]), new JobKey(parts[2], parts[3])));
  }

  /** Returns the page after or before the cursor of the URL, or else the first page. */
  static ListPage<ExplainedJob> page(ListUrl url, List<ExplainedJob> all, int rows) {
    Optional<QueueCursor> before = parse(url.value("before"));
    Optional<QueueCursor> after = parse(url.value("after"));
    int from = after.map(cursor -> firstNotBefore(all, cursor, true)).orElse(0);
    if (before.isPresent()) {
      from = Math.max(0, firstNotBefore(all, before.get(), false) - rows);
    }
    int to = Math.min(all.size(), from + rows);
    List<ExplainedJob> items = all.subList(Math.min(from, to), to);
    return new ListPage<>(
        items,
        from > 0 && !items.isEmpty()
            ? url.at("before", of(items.getFirst()).format()).toString()
            : null,
        to < all.size() ? url.at("after", of(items.getLast()).format()).toString() : null);
  }

  /** Uses a binary search, because the queue is sorted in cursor order. */
  private static int firstNotBefore(List<ExplainedJob> all, QueueCursor cursor, boolean exclusive) {
    List<QueueCursor> cursors = new ArrayList<>(all.size());
    all.forEach(explained -> cursors.add(of(explained)));
    int found = Collections.binarySearch(cursors, cursor);
    if (found < 0) {
      return -found - 1;
    }
    return exclusive ? found + 1 : found;
  }

  String format() {
    return priority + "~" + order + "~" + job.namespace() + "~" + job.id();
  }

  @Override
  public int compareTo(QueueCursor other) {
    return ORDER.compare(this, other);
  }
}
