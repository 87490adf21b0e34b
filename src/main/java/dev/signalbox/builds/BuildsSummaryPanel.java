package dev.signalbox.builds;

import dev.signalbox.clients.ClusterCapacity;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.queue.QueueTrend;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the cluster on the overview. */
@Component
@Order(20)
class BuildsSummaryPanel implements SummaryPanelSource {

  private final ClusterState cluster;
  private final ResourceClasses classes;
  private final QueueTrend trend;
  private final Clock clock;

  BuildsSummaryPanel(ClusterState cluster, ResourceClasses classes, QueueTrend trend, Clock clock) {
    this.cluster = cluster;
    this.classes = classes;
    this.trend = trend;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header("builds", "Builds", ClusterState.TOPIC, "View activity", "/nomad");
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public SummaryPanel panel() {
    SyncStatus syncStatus = cluster.syncStatus();
    ClusterSnapshot snapshot = cluster.snapshot();
    FreshnessBanner freshness = SyncStatusBanner.of(syncStatus, clock);
    if (syncStatus.state() == SyncStatus.State.OFF) {
      return SummaryPanel.empty("Nomad is not configured. Set NOMAD_ADDR to see builds here.")
          .withStatus(freshness.status());
    }
    if (snapshot.isUnsynced()) {
      return SummaryPanel.empty(
              syncStatus.tried() == null ? "Loading the cluster…" : "No data from Nomad yet.")
          .withStatus(freshness.status())
          .withProblem(freshness.problem());
    }
    return figures(ClusterCapacity.of(snapshot))
        .withStatus(freshness.status())
        .withTrend(trend.chart())
        .withProblem(freshness.problem());
  }

  private SummaryPanel figures(ClusterCapacity capacity) {
    return SummaryPanel.ofFigures(
        new Figure(
            "Clients ready",
            "%,d".formatted(capacity.ready()),
            "of %,d".formatted(capacity.clients()),
            "/nomad/clients?state=ready"),
        new Figure(
            "Builds running",
            "%,d".formatted(capacity.running()),
            null,
            "/nomad/jobs?state=running"),
        free(capacity),
        queued(capacity));
  }

  private Figure free(ClusterCapacity capacity) {
    return capacity
        .freeSlots(classes)
        .map(
            slots ->
                new Figure(
                    "Free",
                    "%,d".formatted(slots.number()),
                    "more " + slots.className(),
                    "/nomad/clients"))
        .orElseGet(
            () ->
                new Figure(
                    "Free",
                    ResourceClasses.memoryOf(capacity.free().memory()),
                    "of memory",
                    "/nomad/clients",
                    true));
  }

  private Figure queued(ClusterCapacity capacity) {
    @Nullable Instant oldest = capacity.oldestWait();
    return new Figure(
        "Queued",
        "%,d".formatted(capacity.queued()),
        oldest == null
            ? "queue is empty"
            : "longest wait "
                + TimestampView.formatDuration(Duration.between(oldest, clock.instant())),
        "/nomad/queue");
  }
}
