package dev.signalbox.clients;

import dev.signalbox.nomad.ClientState;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Usage bar with its percentage.
 *
 * @param text label such as {@code 64%}, or {@code unknown}
 * @param tone {@code warn} for a draining client, {@code bad} from {@value #FULL} percent, or null
 * @param detail amounts, such as {@code 78.2 GiB of 122.0 GiB}
 */
public record UsageBar(int percent, String text, @Nullable String tone, String detail) {

  private static final int FULL = 95;

  static UsageBar of(Utilization share, ClientState state, LongFunction<String> size) {
    if (!share.isKnown()) {
      return new UsageBar(0, "unknown", null, "unknown");
    }
    return new UsageBar(
        share.percent(),
        share.percent() + "%",
        state instanceof ClientState.Draining ? "warn" : share.percent() >= FULL ? "bad" : null,
        size.apply(share.allocated()) + " of " + size.apply(share.of()));
  }
}
