package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClientState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The status badge of a client, identical on every page. */
public final class ClientBadge {

  private ClientBadge() {}

  /** Returns icon, color and text such as {@code Draining, 2 left} or {@code Down 26 min}. */
  public static StatusLabel of(ClientState state, Clock clock) {
    return switch (state) {
      case ClientState.Gone gone -> new StatusLabel(StatusTone.IDLE, "trash", "Removed");
      case ClientState.Down down -> StatusLabel.bad("Down" + elapsed(down.since(), clock));
      case ClientState.Disconnected disconnected ->
          StatusLabel.warn("Disconnected" + elapsed(disconnected.since(), clock));
      case ClientState.Starting starting ->
          new StatusLabel(StatusTone.WARN, "loader-2", "Starting");
      case ClientState.Draining draining ->
          new StatusLabel(
              StatusTone.WARN, "player-pause", "Draining, %,d left".formatted(draining.left()));
      case ClientState.Stopping stopping ->
          new StatusLabel(
              StatusTone.WARN, "player-stop", "Drained, stopping %,d".formatted(stopping.left()));
      case ClientState.Drained drained ->
          new StatusLabel(
              StatusTone.IDLE, "circle-check", "Drained" + elapsed(drained.since(), clock));
      case ClientState.Ineligible ineligible ->
          StatusLabel.off("Ineligible" + elapsed(ineligible.since(), clock));
      case ClientState.DriverUnhealthy unhealthy ->
          StatusLabel.warn(unhealthy.driver() + " driver unhealthy");
      case ClientState.Ready ready -> StatusLabel.ok("Ready");
      case ClientState.Unrecognized unrecognized -> StatusLabel.unknown("Unknown state");
    };
  }

  private static String elapsed(@Nullable Instant since, Clock clock) {
    return since == null
        ? ""
        : " " + TimestampView.formatDuration(Duration.between(since, clock.instant()));
  }
}
