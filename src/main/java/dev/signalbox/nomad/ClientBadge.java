package dev.signalbox.nomad;

import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a client stands as one badge, the same on every page: the word says the rest. */
public final class ClientBadge {

  private ClientBadge() {}

  /** Icon, colour and words such as {@code Draining, 2 left} or {@code Down 26 min}. */
  public static Status of(ClientState state, Clock clock) {
    return switch (state) {
      case ClientState.Gone gone -> new Status(Tone.IDLE, "trash", "Gone");
      case ClientState.Down down -> Status.bad("Down" + length(down.since(), clock));
      case ClientState.Disconnected away ->
          Status.warn("Disconnected" + length(away.since(), clock));
      case ClientState.Starting starting -> new Status(Tone.WARN, "loader-2", "Starting");
      case ClientState.Draining draining ->
          new Status(Tone.WARN, "player-pause", "Draining, " + draining.left() + " left");
      case ClientState.Stopping stopping ->
          new Status(Tone.WARN, "player-stop", "Drained, stopping " + stopping.left());
      case ClientState.Drained drained ->
          new Status(Tone.IDLE, "circle-check", "Drained" + length(drained.since(), clock));
      case ClientState.Ineligible parked ->
          Status.off("Ineligible" + length(parked.since(), clock));
      case ClientState.DriverTrouble trouble ->
          Status.warn("Driver " + trouble.driver() + " unfit");
      case ClientState.Ready ready -> Status.ok("Ready");
      case ClientState.Strange strange -> Status.unknown("Unknown state");
    };
  }

  private static String length(@Nullable Instant since, Clock clock) {
    return since == null ? "" : " " + Moment.length(Duration.between(since, clock.instant()));
  }
}
