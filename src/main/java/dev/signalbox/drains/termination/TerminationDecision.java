package dev.signalbox.drains.termination;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.TerminationSafety;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a machine is safe to terminate. A yes is never based on stale data. */
sealed interface TerminationDecision {

  /**
   * The answer is yes or no.
   *
   * @param client null if Nomad has no such client, which is a yes
   * @param asOf when Nomad last confirmed the data
   * @param live whether Nomad was asked just now and the snapshot is up to date
   */
  record Decided(
      @Nullable Client client,
      ClientState state,
      TerminationSafety safe,
      @Nullable Instant asOf,
      boolean live)
      implements TerminationDecision {}

  record Ambiguous(List<Client> clients) implements TerminationDecision {}

  /** The answer is unknown: do not terminate the machine, and try again. */
  record Unknown(String why) implements TerminationDecision {}
}
