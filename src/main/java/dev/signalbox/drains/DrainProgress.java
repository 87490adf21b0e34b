package dev.signalbox.drains;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a drain, computed from the client and from its unfinished builds. The builds are
 * counted because Nomad reports a drain as complete while builds are still stopping.
 */
public sealed interface DrainProgress {

  /** Time until a write is expected in the snapshot, for servers that return no index. */
  Duration MAX_SNAPSHOT_DELAY = Duration.ofSeconds(30);

  /**
   * Computes the progress.
   *
   * @param client the client in the snapshot, or null if Nomad has no such client
   * @param left unfinished allocations of the client, without system jobs
   * @param writeIndex Nomad's index of the write that started the drain, or 0
   * @param since when the drain was requested
   */
  static DrainProgress of(
      @Nullable Client client, List<Allocation> left, long writeIndex, Instant since, Instant now) {
    if (client == null) {
      return new Gone();
    }
    boolean mayBeDelayed = writeIndex == 0 && now.isBefore(since.plus(MAX_SNAPSHOT_DELAY));
    if (client.modifyIndex() < writeIndex || (mayBeDelayed && client.eligible())) {
      return new NotVisible();
    }
    if (client.status() == ClientStatus.DOWN) {
      return new Down();
    }
    if (client.draining()) {
      return new InProgress(left.size());
    }
    @Nullable LastDrain last = client.lastDrain();
    boolean cancelled = last != null && last.state() == LastDrain.State.CANCELED;
    if (client.eligible() || cancelled) {
      return new Canceled();
    }
    if (last != null && last.state() == LastDrain.State.DRAINING) {
      return new InProgress(left.size());
    }
    return left.isEmpty() ? new Complete() : new Stopping(left.size());
  }

  /** The snapshot does not contain the drain yet. */
  record NotVisible() implements DrainProgress {}

  /** The client is draining. */
  record InProgress(int left) implements DrainProgress {}

  /** Nomad reports the drain as complete, but builds are still stopping. */
  record Stopping(int left) implements DrainProgress {}

  /** The drain is complete and no build is left. */
  record Complete() implements DrainProgress {}

  /** The drain was canceled. */
  record Canceled() implements DrainProgress {}

  /** The client went down. */
  record Down() implements DrainProgress {}

  /** Nomad has no such client any more. */
  record Gone() implements DrainProgress {}
}
