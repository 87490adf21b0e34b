package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a badge has no room for: until when, by whom, with what loss. */
final class ClientRemarks {

  /** Who is younger than this is new. */
  private static final Duration NEW = Duration.ofHours(3);

  /** How sure that must be. */
  private static final Duration SURELY = Duration.ofHours(24);

  private ClientRemarks() {}

  /** A clause, or the empty text where there is nothing to say. */
  static String of(ClientLine line, Registrations registrations, Clock clock) {
    return line.kind() == ClientKind.READY
        ? isNew(line.client(), registrations, clock)
        : ofUnwell(line);
  }

  /** The same for one that is not simply ready. */
  static String ofUnwell(ClientLine line) {
    return switch (line.state()) {
      case ClientState.Draining draining -> force(draining, line.client()) + by(line.client());
      case ClientState.Stopping stopping ->
          "Nomad calls it drained; builds are still being stopped";
      case ClientState.Drained drained -> "nothing runs there" + by(line.client());
      case ClientState.Ineligible parked -> parked(line.client());
      case ClientState.Down down -> lost(line.lost());
      case ClientState.Disconnected away ->
          away.builds() == 0
              ? "nothing ran there"
              : away.builds() == 1
                  ? "1 build may come back"
                  : away.builds() + " builds may come back";
      case ClientState.DriverTrouble trouble -> trouble.health();
      case ClientState.Starting starting -> "registered, not heard of since";
      case ClientState.Ready ready -> "";
      case ClientState.Gone gone -> "";
      case ClientState.Strange strange -> strange.status();
    };
  }

  /** Who drains it, as whoever did wrote there, or the empty text. */
  static String drainedBy(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    if (last == null) {
      return "";
    }
    Map<String, String> meta = last.meta();
    return meta.getOrDefault("requested_by", meta.getOrDefault("drained_by", ""));
  }

  private static String by(Client client) {
    String who = drainedBy(client);
    return who.isEmpty() ? "" : ", by " + who;
  }

  private static String force(ClientState.Draining draining, Client client) {
    if (draining.forceAt() != null) {
      return "force at " + Moment.timeOfDay(draining.forceAt());
    }
    return client.drain() == null ? "deadline not known yet" : "waits until all have ended";
  }

  private static String parked(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    return last != null && last.state() == LastDrain.State.CANCELED
        ? "drain cancelled, not made eligible again"
        : "parked, no drain";
  }

  private static String lost(int lost) {
    return lost == 0 ? "" : lost == 1 ? "1 build lost" : lost + " builds lost";
  }

  private static String isNew(Client client, Registrations registrations, Clock clock) {
    Instant now = clock.instant();
    @Nullable Instant since = registrations.atLatest(client);
    @Nullable Instant notBefore = registrations.notBefore(client);
    return since != null
            && notBefore != null
            && since.isAfter(now.minus(NEW))
            && notBefore.isAfter(now.minus(SURELY))
        ? "new since " + Moment.timeOfDay(since)
        : "";
  }
}
