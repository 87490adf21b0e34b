package dev.signalbox.queue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chart of the queue length.
 *
 * @param points polyline in a box of {@link #WIDTH} by {@link #HEIGHT}
 * @param summary text alternative, such as {@code 0 to 7 jobs over the last hour}
 */
record QueueSparkline(String points, String summary) {

  static final int WIDTH = 240;
  static final int HEIGHT = 40;

  /**
   * Creates the chart. The newest value is at the right edge.
   *
   * @param minutes queue length per minute, oldest first, at least one
   */
  static QueueSparkline of(List<Integer> minutes) {
    int max = Collections.max(minutes);
    int min = Collections.min(minutes);
    int last = minutes.size() - 1;
    String points =
        IntStream.rangeClosed(0, last)
            .mapToObj(
                i ->
                    (WIDTH - (last - i) * WIDTH / (QueueTrend.MINUTES - 1))
                        + ","
                        + (HEIGHT - 2 - minutes.get(i) * (HEIGHT - 4) / Math.max(1, max)))
            .collect(Collectors.joining(" "));
    String period =
        minutes.size() >= QueueTrend.MINUTES
            ? "over the last hour"
            : "over the last " + minutes.size() + " min";
    String range =
        max == min
            ? max == 1 ? "1 job" : "%,d jobs".formatted(max)
            : "%,d to %,d jobs".formatted(min, max);
    return new QueueSparkline(points, range + " " + period);
  }
}
