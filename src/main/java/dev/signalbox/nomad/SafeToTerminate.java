package dev.signalbox.nomad;

import dev.signalbox.nomad.Client.LastDrain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine may be terminated without harm to a build. Nomad's own word for it is not
 * enough: before 1.3.14, 1.4.9 and 1.5.4 a drain was complete as soon as the servers had asked
 * allocations to stop, and in every version when the deadline fires.
 */
public sealed interface SafeToTerminate {

  /**
   * The verdict on a client.
   *
   * @param client as read at or after the drain's own index, or null when Nomad knows none
   * @param left its allocations that have not ended, without those of system jobs
   * @param told for servers before 1.1, which keep no last drain: whether the client's events say
   *     that a drain was completed
   */
  static SafeToTerminate of(@Nullable Client client, List<Allocation> left, boolean told) {
    if (client == null) {
      return new Yes("Nomad does not know this client; nothing can run on it.");
    }
    if (client.draining() || client.drain() != null) {
      return new No("It is being drained: " + builds(left) + " still running.", left);
    }
    if (client.eligible()) {
      return new No("It takes new builds. Drain it first.", left);
    }
    if (!left.isEmpty()) {
      return new No("Nomad calls it drained, but " + builds(left) + " still being stopped.", left);
    }
    @Nullable LastDrain last = client.lastDrain();
    boolean complete = last == null ? told : last.state() == LastDrain.State.COMPLETE;
    if (!complete) {
      return new No("It takes no builds, but no drain was completed. Drain it first.", left);
    }
    return new Yes("Drained, and nothing runs on it.");
  }

  private static String builds(List<Allocation> left) {
    return switch (left.size()) {
      case 0 -> "no build is";
      case 1 -> "1 build is";
      default -> left.size() + " builds are";
    };
  }

  /** A sentence that says why. */
  String reason();

  /** It may. */
  record Yes(String reason) implements SafeToTerminate {}

  /** It may not: these have not ended. */
  record No(String reason, List<Allocation> left) implements SafeToTerminate {}
}
