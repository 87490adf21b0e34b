package dev.signalbox.web;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line chart of a few values without axes, rendered by {@code components/sparkline}.
 *
 * @param points polyline in a box of {@link #WIDTH} by {@link #HEIGHT}
 * @param summary text alternative, such as {@code 0 to 7 jobs over the last hour}
 */
public record Sparkline(String points, String summary) {

  public static final int WIDTH = 240;
  public static final int HEIGHT = 40;

  /**
   * Creates the chart. The newest value is at the right edge.
   *
   * @param values oldest first, at least one
   * @param slots number of values that fill the width, at least 2
   */
  public static Sparkline of(List<Long> values, int slots, String summary) {
    long max = Math.max(1, Collections.max(values));
    int last = values.size() - 1;
    String points =
        IntStream.rangeClosed(0, last)
            .mapToObj(
                i ->
                    (WIDTH - (last - i) * WIDTH / (slots - 1))
                        + ","
                        + (HEIGHT - 2 - values.get(i) * (HEIGHT - 4) / max))
            .collect(Collectors.joining(" "));
    return new Sparkline(points, summary);
  }

  /** Returns the range of the values, such as "0 to 7 jobs". */
  public static String range(List<Long> values, String one, String many) {
    long max = Collections.max(values);
    long min = Collections.min(values);
    if (max == min) {
      return max == 1 ? "1 " + one : "%,d %s".formatted(max, many);
    }
    return "%,d to %,d %s".formatted(min, max, many);
  }
}
