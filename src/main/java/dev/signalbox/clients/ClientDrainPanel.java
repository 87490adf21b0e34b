package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * View model of the current or last drain of a client.
 *
 * @param left remaining builds, as text
 * @param force deadline, as text; null unless the client is draining
 * @param meta metadata passed with the drain request
 */
record ClientDrainPanel(
    String title,
    String left,
    @Nullable String force,
    @Nullable TimestampView started,
    @Nullable TimestampView updated,
    String by,
    String message,
    Map<String, String> meta) {

  /** Returns null if Nomad reports no drain of the client. */
  static @Nullable ClientDrainPanel of(ClientEntry entry, Clock clock) {
    Client client = entry.client();
    @Nullable LastDrain last = client.lastDrain();
    Client.@Nullable Drain drain = client.drain();
    if (last == null && drain == null && !client.draining()) {
      return null;
    }
    Map<String, String> meta = last == null ? Map.of() : last.meta();
    return new ClientDrainPanel(
        title(client, last),
        remainingBuilds(entry),
        client.draining() ? deadline(entry.state(), drain, clock) : null,
        TimestampView.ofNullable(
            drain != null && drain.startedAt() != null
                ? drain.startedAt()
                : last == null ? null : last.startedAt(),
            clock),
        TimestampView.ofNullable(last == null ? null : last.updatedAt(), clock),
        ClientNotes.drainedBy(client),
        meta.getOrDefault("message", meta.getOrDefault("cancel_message", "")),
        new TreeMap<>(meta));
  }

  private static String title(Client client, @Nullable LastDrain last) {
    if (client.draining() || last == null) {
      return "Draining";
    }
    return switch (last.state()) {
      case DRAINING -> "Draining";
      case COMPLETE -> "Last drain: complete";
      case CANCELED -> "Last drain: canceled";
    };
  }

  private static String remainingBuilds(ClientEntry entry) {
    return switch (entry.builds().size()) {
      case 0 -> "no builds";
      case 1 -> "1 build";
      default -> entry.builds().size() + " builds";
    };
  }

  private static String deadline(ClientState state, Client.@Nullable Drain drain, Clock clock) {
    if (state instanceof ClientState.Draining draining && draining.forceAt() != null) {
      TimestampView at = TimestampView.of(draining.forceAt(), clock);
      return "Remaining builds are killed at " + at.absolute() + " (" + at.relative() + ")";
    }
    return drain == null ? "Deadline not known yet" : "No deadline: waits for all builds";
  }
}
