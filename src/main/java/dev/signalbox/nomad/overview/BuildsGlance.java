package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.clients.Capacity;
import dev.signalbox.nomad.queue.Queue;
import dev.signalbox.web.AtAGlance;
import dev.signalbox.web.Glance;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cluster in three figures, for the console's first screen. */
@Component
class BuildsGlance implements AtAGlance {

  static final String URL = "/nomad/panel";

  private final NomadCluster cluster;
  private final Clock clock;

  BuildsGlance(NomadCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public String url() {
    return URL;
  }

  @Override
  public String topic() {
    return NomadCluster.TOPIC;
  }

  @Override
  public Glance glance() {
    Trust trust = cluster.trust();
    @Nullable String nothing = nothing(trust, cluster.view());
    return new Glance(
        "builds",
        "Builds",
        TrustLine.of(trust, clock).status(),
        "All about builds",
        "/nomad",
        nothing,
        nothing == null ? figures(cluster.view()) : List.of());
  }

  private static @Nullable String nothing(Trust trust, ClusterView view) {
    if (trust.state() == Trust.State.OFF) {
      return "No Nomad is named in the settings. Set NOMAD_ADDR to see its builds here.";
    }
    if (!view.unread()) {
      return null;
    }
    return trust.tried() == null
        ? "The cluster is being read for the first time."
        : "The cluster has not been read yet. Tried to "
            + trust.tried()
            + "; what came back: "
            + (trust.answered() == null ? "nothing" : trust.answered());
  }

  private List<Glance.Figure> figures(ClusterView view) {
    Capacity capacity = Capacity.of(view);
    Queue queue = Queue.of(view);
    return List.of(
        new Glance.Figure(
            "Ready clients",
            Integer.toString(capacity.ready()),
            "of " + capacity.clients(),
            "/nomad/clients?state=ready"),
        new Glance.Figure(
            "Running builds",
            Integer.toString(capacity.running()),
            null,
            "/nomad/jobs?state=running"),
        new Glance.Figure(
            "Waiting",
            Integer.toString(queue.size()),
            queue
                .oldest()
                .map(since -> "oldest " + Moment.length(Duration.between(since, clock.instant())))
                .orElse("nothing waits"),
            "/nomad/queue"));
  }
}
