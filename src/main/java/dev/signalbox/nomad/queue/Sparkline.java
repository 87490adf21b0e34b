package dev.signalbox.nomad.queue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the queue went, as a line and in words.
 *
 * @param points of a polyline in a box of {@link #WIDTH} by {@link #HEIGHT}
 */
record Sparkline(String points, String words) {

  static final int WIDTH = 240;
  static final int HEIGHT = 40;

  /**
   * The line of these minutes; the newest stands at the right edge.
   *
   * @param minutes oldest first, at least one
   */
  static Sparkline of(List<Integer> minutes) {
    int most = Collections.max(minutes);
    int least = Collections.min(minutes);
    int last = minutes.size() - 1;
    String points =
        IntStream.rangeClosed(0, last)
            .mapToObj(
                i ->
                    (WIDTH - (last - i) * WIDTH / (QueueTrend.MINUTES - 1))
                        + ","
                        + (HEIGHT - 2 - minutes.get(i) * (HEIGHT - 4) / Math.max(1, most)))
            .collect(Collectors.joining(" "));
    String over =
        minutes.size() >= QueueTrend.MINUTES
            ? "over the last hour"
            : "over the last " + minutes.size() + " min, since this console started";
    String range =
        most == least
            ? most + " waited all the time"
            : "between " + least + " and " + most + " waited";
    return new Sparkline(points, range + " " + over);
  }
}
