package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientState;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A share as a bar with its figure.
 *
 * @param words {@code 64 %}, or that it is not known
 * @param tone {@code bad} for full, {@code warn} for a client that is being drained, or null
 * @param detail {@code 78.2 GiB of 122.0 GiB}
 */
public record Bar(int percent, String words, @Nullable String tone, String detail) {

  private static final int FULL = 95;

  static Bar of(Share share, ClientState state, LongFunction<String> size) {
    if (!share.known()) {
      return new Bar(0, "not known", null, "not known");
    }
    return new Bar(
        share.percent(),
        share.percent() + " %",
        state instanceof ClientState.Draining ? "warn" : share.percent() >= FULL ? "bad" : null,
        size.apply(share.taken()) + " of " + size.apply(share.of()));
  }
}
