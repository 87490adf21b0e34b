package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.JobKey;
import java.util.Comparator;
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

  String text() {
    return priority + "~" + order + "~" + job.namespace() + "~" + job.id();
  }

  @Override
  public int compareTo(QueuePlace other) {
    return ORDER.compare(this, other);
  }
}
