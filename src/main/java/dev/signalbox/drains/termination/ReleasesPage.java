package dev.signalbox.drains.termination;

import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record ReleasesPage(String summary, List<ReleaseRow> releases, @Nullable EmptyState empty) {

  static ReleasesPage of(List<TerminationRequest> releases, CurrentUser visitor, Clock clock) {
    long open = releases.stream().filter(TerminationRequest::isOpen).count();
    return new ReleasesPage(
        open == 0 ? "None in progress" : open + " in progress",
        releases.stream().map(release -> ReleaseRow.of(release, visitor, clock)).toList(),
        releases.isEmpty()
            ? new EmptyState(
                "No releases yet",
                "Your autoscaling lifecycle hook calls the API before it terminates a machine.",
                "Set up the hook",
                "/api")
            : null);
  }

  static StatusLabel status(TerminationRequest release) {
    if (release.isOpen() && release.isHalted()) {
      return new StatusLabel(StatusTone.WARN, "player-pause", "Paused");
    }
    return switch (release.state()) {
      case REQUESTED -> StatusLabel.waiting("Requested");
      case CORDONED -> new StatusLabel(StatusTone.ACCENT, "hand-stop", "Ineligible");
      case DRAINING ->
          new StatusLabel(StatusTone.ACCENT, "hourglass", "Draining, " + release.left() + " left");
      case STOPPING -> new StatusLabel(StatusTone.ACCENT, "hourglass", stopping(release.left()));
      case SAFE -> StatusLabel.ok("Safe to terminate");
      case RELEASED -> StatusLabel.ok("Released");
      case PURGED -> StatusLabel.ok("Released and purged");
      case CANCELLED -> StatusLabel.off("Canceled");
      case FAILED -> StatusLabel.bad("Failed");
      case ABANDONED -> StatusLabel.bad("Terminated with builds running");
    };
  }

  private static String stopping(int left) {
    return left == 1 ? "Stopping 1 build" : "Stopping " + left + " builds";
  }

  /**
   * A row of the list.
   *
   * @param resume links to the confirmation, or null if the release is not halted
   */
  record ReleaseRow(
      String id,
      String name,
      String instance,
      String url,
      StatusLabel status,
      String note,
      @Nullable ActionButton resume,
      String reason,
      String override,
      String requestedBy,
      TimestampView requested,
      TimestampView heartbeat) {

    static ReleaseRow of(TerminationRequest release, CurrentUser visitor, Clock clock) {
      return new ReleaseRow(
          release.id().toString(),
          release.name(),
          release.instance(),
          NomadLinks.client(release.clientId()),
          ReleasesPage.status(release),
          release.explanation(),
          release.isOpen() && release.isHalted() ? ActionButton.of("Resume", visitor, null) : null,
          release.reason(),
          release.override(),
          Objects.requireNonNullElse(release.actor().name(), release.actor().id()),
          TimestampView.of(release.requestedAt(), clock),
          TimestampView.of(release.heartbeatAt(), clock));
    }
  }
}
