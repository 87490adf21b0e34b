package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.NomadDetails.AllocationUse;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** What an allocation uses now, ready to print; measured by its client. */
record UsePage(
    String id, String name, String url, Gauge memory, Gauge cpu, List<Task> tasks, Moment at) {

  private static final long MIB = 1024 * 1024;

  static UsePage of(Allocation one, AllocationUse use, Clock clock) {
    Resources aside = one.resources();
    return new UsePage(
        one.id(),
        one.name(),
        NomadLinks.allocation(one.id()),
        Gauge.of(
            use.memory(),
            aside.memory() * MIB,
            ByteSize.of((double) use.memory()),
            ByteSize.of(aside.memory() * (double) MIB)),
        Gauge.of(Math.round(use.cpu()), aside.cpu(), mhz(use.cpu()), mhz((double) aside.cpu())),
        use.tasks().size() < 2
            ? List.of()
            : use.tasks().stream()
                .map(
                    task ->
                        new Task(task.name(), ByteSize.of((double) task.memory()), mhz(task.cpu())))
                .toList(),
        Moment.of(use.at(), clock));
  }

  private static String mhz(double value) {
    return String.format(Locale.ENGLISH, "%,.0f MHz", value);
  }

  /**
   * How much of what is set aside is used.
   *
   * @param max 0 where that is not known, and then there is no bar
   */
  record Gauge(long value, long max, String words, String tone) {

    private static final double FULL = 0.95;
    private static final double NEARLY = 0.85;

    static Gauge of(long value, long max, String used, String aside) {
      if (max <= 0) {
        return new Gauge(0, 0, used, Tone.ACCENT.css());
      }
      double share = value / (double) max;
      return new Gauge(
          Math.clamp(value, 0, max),
          max,
          "%s of %s, %d %%".formatted(used, aside, Math.round(share * 100)),
          (share >= FULL ? Tone.BAD : share >= NEARLY ? Tone.WARN : Tone.ACCENT).css());
    }
  }

  /** What one task uses. */
  record Task(String name, String memory, String cpu) {}
}
