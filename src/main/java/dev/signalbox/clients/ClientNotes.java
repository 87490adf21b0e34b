package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats the notes next to the status of a client: deadline, who drains it, lost builds. */
final class ClientNotes {

  /** A client counts as new if it registered at most this long ago at the latest. */
  private static final Duration NEW = Duration.ofHours(3);

  /** A client counts as new only if it certainly was not registered this long ago. */
  private static final Duration NOT_BEFORE = Duration.ofHours(24);

  private ClientNotes() {}

  /** Returns the note, or an empty string. */
  static String of(ClientEntry entry, RegistrationTimeEstimator registrations, Clock clock) {
    return entry.stateGroup() == ClientStateGroup.READY
        ? isNew(entry.client(), registrations, clock)
        : ofNotReady(entry);
  }

  /** Returns the note of a client that is not ready, or an empty string. */
  static String ofNotReady(ClientEntry entry) {
    return switch (entry.state()) {
      case ClientState.Draining draining -> deadline(draining, entry.client()) + by(entry.client());
      case ClientState.Stopping stopping -> "marked drained, builds still stopping";
      case ClientState.Drained drained -> drained(entry.client());
      case ClientState.Ineligible ineligible -> ineligible(entry.client());
      case ClientState.Down down -> lost(entry.lost());
      case ClientState.Disconnected away ->
          away.builds() == 0
              ? "no builds"
              : away.builds() == 1
                  ? "1 build may reconnect"
                  : away.builds() + " builds may reconnect";
      case ClientState.DriverUnhealthy unhealthy -> unhealthy.health();
      case ClientState.Starting starting -> "registered, no heartbeat yet";
      case ClientState.Ready ready -> "";
      case ClientState.Gone gone -> "";
      case ClientState.Unrecognized unrecognized -> unrecognized.status();
    };
  }

  /** Returns who requested the last drain, from its metadata, or an empty string. */
  static String drainedBy(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    if (last == null) {
      return "";
    }
    Map<String, String> meta = last.meta();
    return meta.getOrDefault("requested_by", meta.getOrDefault("drained_by", ""));
  }

  private static String drained(Client client) {
    String who = drainedBy(client);
    return who.isEmpty() ? "idle" : "idle, drained by " + who;
  }

  private static String by(Client client) {
    String who = drainedBy(client);
    return who.isEmpty() ? "" : ", by " + who;
  }

  private static String deadline(ClientState.Draining draining, Client client) {
    if (draining.forceAt() != null) {
      return "remaining builds killed at " + TimestampView.timeOfDay(draining.forceAt());
    }
    return client.drain() == null ? "deadline not known yet" : "no deadline";
  }

  static boolean isDrainCanceled(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    return last != null && last.state() == LastDrain.State.CANCELED;
  }

  private static String ineligible(Client client) {
    return isDrainCanceled(client)
        ? "drain canceled, still ineligible"
        : "marked ineligible, not drained";
  }

  private static String lost(int lost) {
    return lost == 0 ? "" : lost == 1 ? "1 build lost" : lost + " builds lost";
  }

  private static String isNew(Client client, RegistrationTimeEstimator registrations, Clock clock) {
    Instant now = clock.instant();
    @Nullable Instant since = registrations.latest(client);
    @Nullable Instant notBefore = registrations.earliest(client);
    return since != null
            && notBefore != null
            && since.isAfter(now.minus(NEW))
            && notBefore.isAfter(now.minus(NOT_BEFORE))
        ? "new since " + TimestampView.timeOfDay(since)
        : "";
  }
}
