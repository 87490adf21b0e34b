package dev.signalbox.velero.schedule.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a schedule runs. */
public sealed interface CronSchedule permits FieldSchedule, IntervalSchedule {

  /** Returns the first run after an instant, or null if there is none in the next 5 years. */
  @Nullable Instant next(Instant after);

  /** Returns the first runs after an instant; fewer if there are no more. */
  default List<Instant> next(Instant after, int count) {
    List<Instant> runs = new ArrayList<>();
    @Nullable Instant run = next(after);
    while (run != null && runs.size() < count) {
      runs.add(run);
      run = next(run);
    }
    return List.copyOf(runs);
  }

  /** Returns the shortest time between the next runs, or null if there are fewer than two. */
  default @Nullable Duration shortestGap(Instant after, int runs) {
    @Nullable Duration shortest = null;
    @Nullable Instant last = null;
    for (Instant run : next(after, runs)) {
      if (last != null) {
        Duration gap = Duration.between(last, run);
        shortest = shortest == null || gap.compareTo(shortest) < 0 ? gap : shortest;
      }
      last = run;
    }
    return shortest;
  }
}
