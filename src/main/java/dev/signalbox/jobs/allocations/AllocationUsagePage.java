package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadQueries.AllocationUsage;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** View model of the resource usage of an allocation, as measured by its client. */
record AllocationUsagePage(
    String id,
    String name,
    String url,
    Gauge memory,
    Gauge cpu,
    List<Task> tasks,
    TimestampView at) {

  private static final long MIB = 1024 * 1024;

  static AllocationUsagePage of(Allocation allocation, AllocationUsage usage, Clock clock) {
    Resources allocated = allocation.resources();
    return new AllocationUsagePage(
        allocation.id(),
        allocation.name(),
        NomadLinks.allocation(allocation.id()),
        Gauge.of(
            usage.memory(),
            allocated.memory() * MIB,
            ByteSize.of((double) usage.memory()),
            ByteSize.of(allocated.memory() * (double) MIB)),
        Gauge.of(
            Math.round(usage.cpu()),
            allocated.cpu(),
            mhz(usage.cpu()),
            mhz((double) allocated.cpu())),
        usage.tasks().size() < 2
            ? List.of()
            : usage.tasks().stream()
                .map(
                    task ->
                        new Task(task.name(), ByteSize.of((double) task.memory()), mhz(task.cpu())))
                .toList(),
        TimestampView.of(usage.at(), clock));
  }

  private static String mhz(double value) {
    return String.format(Locale.ENGLISH, "%,.0f MHz", value);
  }

  /**
   * Used part of an allocated resource.
   *
   * @param max allocated amount; 0 if unknown, then no bar is shown
   */
  record Gauge(long value, long max, String text, String tone) {

    private static final double FULL = 0.95;
    private static final double NEARLY = 0.85;

    static Gauge of(long value, long max, String used, String allocated) {
      if (max <= 0) {
        return new Gauge(0, 0, used, StatusTone.ACCENT.css());
      }
      double share = value / (double) max;
      return new Gauge(
          Math.clamp(value, 0, max),
          max,
          "%s of %s, %d%%".formatted(used, allocated, Math.round(share * 100)),
          (share >= FULL ? StatusTone.BAD : share >= NEARLY ? StatusTone.WARN : StatusTone.ACCENT)
              .css());
    }
  }

  record Task(String name, String memory, String cpu) {}
}
