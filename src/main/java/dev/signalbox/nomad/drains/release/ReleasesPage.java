package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The releases, ready to print. */
record ReleasesPage(String truth, List<Line> releases, @Nullable Empty empty) {

  static ReleasesPage of(List<Release> releases, Clock clock) {
    long open = releases.stream().filter(Release::open).count();
    return new ReleasesPage(
        open == 0
            ? "No machine is on its way out"
            : open == 1 ? "1 machine is on its way out" : open + " machines are on their way out",
        releases.stream().map(release -> Line.of(release, clock)).toList(),
        releases.isEmpty()
            ? new Empty(
                "No machine was released yet",
                "A lifecycle hook asks for a release by the API before it terminates a machine.",
                "Read how",
                "/api")
            : null);
  }

  static Status status(Release release) {
    return switch (release.state()) {
      case REQUESTED -> Status.waiting("Asked for");
      case CORDONED -> new Status(Tone.ACCENT, "hand-stop", "Takes no builds");
      case DRAINING ->
          new Status(Tone.ACCENT, "hourglass", "Draining, " + release.left() + " left");
      case STOPPING -> new Status(Tone.ACCENT, "hourglass", "Still stopping " + release.left());
      case SAFE -> Status.ok("Safe to terminate");
      case RELEASED -> Status.ok("Released");
      case PURGED -> Status.ok("Released and forgotten");
      case CANCELLED -> Status.off("Cancelled");
      case FAILED -> Status.bad("Failed");
      case ABANDONED -> Status.bad("Terminated under builds");
    };
  }

  /** One release in the list. */
  record Line(
      String id,
      String name,
      String instance,
      String url,
      Status status,
      String note,
      String reason,
      String override,
      String who,
      Moment requested,
      Moment heartbeat) {

    static Line of(Release release, Clock clock) {
      return new Line(
          release.id().toString(),
          release.name(),
          release.instance(),
          NomadLinks.client(release.clientId()),
          ReleasesPage.status(release),
          release.note(),
          release.reason(),
          release.override(),
          Objects.requireNonNullElse(release.actor().name(), release.actor().id()),
          Moment.of(release.requestedAt(), clock),
          Moment.of(release.heartbeatAt(), clock));
    }
  }
}
