package dev.signalbox.builds;

import dev.signalbox.clients.ClusterCapacity;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.queue.JobQueue;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Summary panel of the cluster on the overview. */
@Component
class BuildsSummaryPanel implements SummaryPanelSource {

  static final String URL = "/nomad/panel";
  static final String CHART_URL = "/nomad/chart";

  private final ClusterState cluster;
  private final Clock clock;

  BuildsSummaryPanel(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public String url() {
    return URL;
  }

  @Override
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public String chartUrl() {
    return CHART_URL;
  }

  @Override
  public SummaryPanel panel() {
    SyncStatus syncStatus = cluster.syncStatus();
    @Nullable String noData = noData(syncStatus, cluster.snapshot());
    return new SummaryPanel(
        "builds",
        "Builds",
        SyncStatusBanner.of(syncStatus, clock).status(),
        "View activity",
        "/nomad",
        noData,
        noData == null ? figures(cluster.snapshot()) : List.of());
  }

  private static @Nullable String noData(SyncStatus syncStatus, ClusterSnapshot snapshot) {
    if (syncStatus.state() == SyncStatus.State.OFF) {
      return "Nomad is not configured. Set NOMAD_ADDR to see builds here.";
    }
    if (!snapshot.isUnsynced()) {
      return null;
    }
    return syncStatus.tried() == null
        ? "Loading the cluster…"
        : "No data from Nomad yet. Tried to "
            + syncStatus.tried()
            + "; it said: "
            + (syncStatus.answered() == null ? "(no response)" : syncStatus.answered());
  }

  private List<SummaryPanel.Figure> figures(ClusterSnapshot snapshot) {
    ClusterCapacity capacity = ClusterCapacity.of(snapshot);
    JobQueue queue = JobQueue.of(snapshot);
    return List.of(
        new SummaryPanel.Figure(
            "Clients ready",
            "%,d".formatted(capacity.ready()),
            "of %,d".formatted(capacity.clients()),
            "/nomad/clients?state=ready"),
        new SummaryPanel.Figure(
            "Builds running",
            "%,d".formatted(capacity.running()),
            null,
            "/nomad/jobs?state=running"),
        new SummaryPanel.Figure(
            "Queued",
            "%,d".formatted(queue.size()),
            queue
                .oldest()
                .map(
                    since ->
                        "longest wait "
                            + TimestampView.formatDuration(
                                Duration.between(since, clock.instant())))
                .orElse("queue is empty"),
            "/nomad/queue"));
  }
}
