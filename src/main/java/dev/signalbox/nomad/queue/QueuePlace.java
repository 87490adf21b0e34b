package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in the queue that stays where it is when others come and go. */
record QueuePlace(int priority, long order, JobKey job) implements Comparable<QueuePlace> {

  private static final Comparator<QueuePlace> ORDER =
      Comparator.comparingInt(QueuePlace::priority)
          .reversed()
          .thenComparingLong(QueuePlace::order)
          .thenComparing(QueuePlace::job);

  static QueuePlace of(Explained one) {
    Waiting waiting = one.waiting();
    return new QueuePlace(waiting.priority(), waiting.order(), waiting.job());
  }

  /** Reads what {@link #text} wrote, or nothing. */
  static Optional<QueuePlace> read(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split("~", 4);
    if (parts.length != 4 || !parts[0].matches("-?\\d{1,9}") || !parts[1].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        new QueuePlace(
            Integer.parseInt(parts[0]), Long.parseLong(parts[1]), new JobKey(parts[2], parts[3])));
  }

  /** The rows that an address asks for: those after or before a place, else the first. */
  static PageOf<Explained> page(ListUrl url, List<Explained> all, int rows) {
    Optional<QueuePlace> before = read(url.value("before"));
    Optional<QueuePlace> after = read(url.value("after"));
    int from = after.map(place -> firstNotBefore(all, place, true)).orElse(0);
    if (before.isPresent()) {
      from = Math.max(0, firstNotBefore(all, before.get(), false) - rows);
    }
    int to = Math.min(all.size(), from + rows);
    List<Explained> items = all.subList(Math.min(from, to), to);
    return new PageOf<>(
        items,
        from > 0 && !items.isEmpty()
            ? url.at("before", of(items.getFirst()).text()).toString()
            : null,
        to < all.size() ? url.at("after", of(items.getLast()).text()).toString() : null);
  }

  /** The queue stands in the order of its places, so a place is found by halving. */
  private static int firstNotBefore(List<Explained> all, QueuePlace place, boolean behind) {
    List<QueuePlace> places = new ArrayList<>(all.size());
    all.forEach(one -> places.add(of(one)));
    int found = Collections.binarySearch(places, place);
    if (found < 0) {
      return -found - 1;
    }
    return behind ? found + 1 : found;
  }

  String text() {
    return priority + "~" + order + "~" + job.namespace() + "~" + job.id();
  }

  @Override
  public int compareTo(QueuePlace other) {
    return ORDER.compare(this, other);
  }
}
