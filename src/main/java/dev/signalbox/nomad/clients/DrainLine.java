package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The drain of a client, now or the last one, ready to print.
 *
 * @param left how many builds have not ended, as a clause
 * @param force when what is left is stopped, in words
 * @param meta what whoever drained wrote there
 */
record DrainLine(
    String title,
    String left,
    @Nullable String force,
    @Nullable Moment started,
    @Nullable Moment updated,
    String by,
    String message,
    Map<String, String> meta) {

  /** Null for a client that was never drained, as far as its server tells. */
  static @Nullable DrainLine of(ClientLine line, Clock clock) {
    Client client = line.client();
    @Nullable LastDrain last = client.lastDrain();
    Client.@Nullable Drain drain = client.drain();
    if (last == null && drain == null && !client.draining()) {
      return null;
    }
    Map<String, String> meta = last == null ? Map.of() : last.meta();
    return new DrainLine(
        title(client, last),
        left(line),
        client.draining() ? force(line.state(), drain, clock) : null,
        Moment.ofNullable(
            drain != null && drain.startedAt() != null
                ? drain.startedAt()
                : last == null ? null : last.startedAt(),
            clock),
        Moment.ofNullable(last == null ? null : last.updatedAt(), clock),
        ClientRemarks.drainedBy(client),
        meta.getOrDefault("message", meta.getOrDefault("cancel_message", "")),
        new TreeMap<>(meta));
  }

  private static String title(Client client, @Nullable LastDrain last) {
    if (client.draining() || last == null) {
      return "It is being drained";
    }
    return switch (last.state()) {
      case DRAINING -> "It is being drained";
      case COMPLETE -> "Nomad calls its last drain complete";
      case CANCELED -> "Its last drain was cancelled";
    };
  }

  private static String left(ClientLine line) {
    return switch (line.builds().size()) {
      case 0 -> "no build is left";
      case 1 -> "1 build is left";
      default -> line.builds().size() + " builds are left";
    };
  }

  private static String force(ClientState state, Client.@Nullable Drain drain, Clock clock) {
    if (state instanceof ClientState.Draining draining && draining.forceAt() != null) {
      Moment at = Moment.of(draining.forceAt(), clock);
      return "What is left is stopped at " + at.absolute() + " (" + at.relative() + ")";
    }
    return drain == null
        ? "Its deadline is not known yet"
        : "It has no deadline: builds end by themselves";
  }
}
