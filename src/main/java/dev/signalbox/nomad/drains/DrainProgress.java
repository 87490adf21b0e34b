package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a drain of ours is, by what Nomad says and above all by what still runs: Nomad's own
 * "complete" comes while builds are being stopped.
 */
public sealed interface DrainProgress {

  /** For servers that tell no index of a write: so long its echo may take. */
  Duration ECHO = Duration.ofSeconds(30);

  /**
   * The progress.
   *
   * @param client as the view has it, or null when Nomad knows none
   * @param left what has not ended there, without system jobs
   * @param writeIndex of the drain's write, or 0
   * @param since when it was written
   */
  static DrainProgress of(
      @Nullable Client client, List<Allocation> left, long writeIndex, Instant since, Instant now) {
    if (client == null) {
      return new Gone();
    }
    boolean echoMayCome = writeIndex == 0 && now.isBefore(since.plus(ECHO));
    if (client.modifyIndex() < writeIndex || (echoMayCome && client.eligible())) {
      return new NotSeen();
    }
    if (client.status() == ClientStatus.DOWN) {
      return new Down();
    }
    if (client.draining()) {
      return new Going(left.size());
    }
    @Nullable LastDrain last = client.lastDrain();
    boolean cancelled = last != null && last.state() == LastDrain.State.CANCELED;
    if (client.eligible() || cancelled) {
      return new Cancelled();
    }
    if (last != null && last.state() == LastDrain.State.DRAINING) {
      return new Going(left.size());
    }
    return left.isEmpty() ? new Complete() : new Stopping(left.size());
  }

  /** The view does not hold the drain yet. */
  record NotSeen() implements DrainProgress {}

  /** What runs may end. */
  record Going(int left) implements DrainProgress {}

  /** Nomad calls it complete, but these are still being stopped. */
  record Stopping(int left) implements DrainProgress {}

  /** Nothing runs there any more, and no build comes. */
  record Complete() implements DrainProgress {}

  /** Somebody ended the drain elsewhere. */
  record Cancelled() implements DrainProgress {}

  /** It went down. */
  record Down() implements DrainProgress {}

  /** Nomad knows it no more. */
  record Gone() implements DrainProgress {}
}
