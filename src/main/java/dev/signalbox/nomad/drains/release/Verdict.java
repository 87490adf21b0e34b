package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.SafeToTerminate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to whether a machine may be terminated. A yes is never given by old data. */
sealed interface Verdict {

  /**
   * One way or the other.
   *
   * @param client null where Nomad knows none, which is a yes
   * @param asOf when Nomad last confirmed what this is made of
   * @param live whether Nomad was asked just now and the view is up to date
   */
  record Said(
      @Nullable Client client,
      ClientState state,
      SafeToTerminate safe,
      @Nullable Instant asOf,
      boolean live)
      implements Verdict {}

  /** Several clients go by what was asked for. */
  record Ambiguous(List<Client> clients) implements Verdict {}

  /** Nobody knows now: ask again, and terminate nothing meanwhile. */
  record Unknown(String why) implements Verdict {}
}
