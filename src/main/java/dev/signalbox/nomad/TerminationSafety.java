package dev.signalbox.nomad;

import dev.signalbox.nomad.Client.LastDrain;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the machine of a client can be terminated without killing a build.
 *
 * <p>A completed drain is not sufficient: before Nomad 1.3.14, 1.4.9 and 1.5.4 a drain was marked
 * complete as soon as the servers had requested its allocations to stop, and every version marks it
 * complete when the deadline fires.
 */
public sealed interface TerminationSafety {

  /**
   * Decides for one client.
   *
   * @param client read at or after the index of the drain, or null if it does not exist in Nomad
   * @param left its allocations that have not ended, without those of system jobs
   * @param system allocations of system jobs that have not ended; they don't prevent it
   * @param drainEventSeen whether the events of the client report a completed drain; used for
   *     servers before 1.1, which do not store the last drain
   */
  static TerminationSafety of(
      @Nullable Client client,
      List<Allocation> left,
      List<Allocation> system,
      boolean drainEventSeen) {
    if (client == null) {
      return new Safe("This client does not exist in Nomad, so nothing can run on it.");
    }
    if (client.draining() || client.drain() != null) {
      return new Unsafe("Draining: " + builds(left) + " still running.", left);
    }
    if (client.eligible()) {
      return new Unsafe("It is accepting builds. Drain it first.", left);
    }
    if (!left.isEmpty()) {
      return new Unsafe("Drain reported complete, but " + areStill(left) + " stopping.", left);
    }
    @Nullable LastDrain last = client.lastDrain();
    boolean complete = last == null ? drainEventSeen : last.state() == LastDrain.State.COMPLETE;
    if (!complete) {
      return new Unsafe("Ineligible but never drained. Drain it first.", left);
    }
    return new Safe(
        system.isEmpty()
            ? "Drained; nothing is running."
            : "Drained; only system jobs are running: " + names(system) + ".");
  }

  private static String names(List<Allocation> system) {
    return system.stream()
        .map(allocation -> allocation.job().id())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String builds(List<Allocation> left) {
    return switch (left.size()) {
      case 0 -> "no builds";
      case 1 -> "1 build";
      default -> String.format(Locale.ROOT, "%,d builds", left.size());
    };
  }

  private static String areStill(List<Allocation> left) {
    return builds(left) + (left.size() == 1 ? " is still" : " are still");
  }

  /** The reason, as a sentence. */
  String reason();

  /** The machine can be terminated. */
  record Safe(String reason) implements TerminationSafety {}

  /** The machine can't be terminated yet; {@code left} has not ended. */
  record Unsafe(String reason, List<Allocation> left) implements TerminationSafety {}
}
